namespace BhaiKaDns.Caching;

/// <summary>Monotonic seconds of storing, and for how many seconds after it an entry is fresh, and then stale but usable.</summary>
internal readonly record struct EntryTimes(uint Now, uint Ttl, uint Stale);
