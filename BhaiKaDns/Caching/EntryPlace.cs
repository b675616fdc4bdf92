namespace BhaiKaDns.Caching;

/// <summary>Where an entry was seen, and what tells it from the next one there.</summary>
internal readonly record struct EntryPlace(ulong Hash, int Offset, uint Sequence, int Uses);
