using System.Numerics;

namespace BhaiKaDns.Caching;

/// <summary>
/// Remembers hashes of entries that were given up unused, about as many as the cache holds (the ghost queue of S3-FIFO). One place
/// a hash: a newer one takes it over, which lets old ones fade. Held by the shard's lock.
/// </summary>
internal sealed class GhostTable(int capacity)
{
    private readonly uint[] _marks = new uint[BitOperations.RoundUpToPowerOf2((uint)capacity)];

    public void Add(ulong hash) => _marks[Place(hash)] = MarkOf(hash);

    /// <summary>Whether the hash was given up lately; forgets it.</summary>
    public bool Remove(ulong hash)
    {
        if (_marks[Place(hash)] != MarkOf(hash))
        {
            return false;
        }

        _marks[Place(hash)] = 0;
        return true;
    }

    private static uint MarkOf(ulong hash) => (uint)(hash >> 32) | 1;

    private int Place(ulong hash) => (int)((uint)hash & (uint)(_marks.Length - 1));
}
