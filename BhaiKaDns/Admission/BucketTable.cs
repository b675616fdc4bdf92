using BhaiKaDns.Collections;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Admission;

/// <summary>
/// Token buckets by address in a fixed table of four-way sets: a full set gives up the bucket that was used longest ago, which then
/// starts full again. For one thread at a time.
/// </summary>
internal sealed class BucketTable(int sets)
{
    private const int Ways = 4;

    private readonly Bucket[] _buckets = new Bucket[sets * Ways];

    /// <summary>Forgets all buckets.</summary>
    public void Clear() => Array.Clear(_buckets);

    /// <summary>
    /// Finds or opens the bucket of an address. A new one has standing <see cref="Standing.Unknown"/> and no tokens until the caller
    /// fills it.
    /// </summary>
    /// <param name="salt">Tells buckets of one address for different things apart.</param>
    public ref Bucket Find(ClientAddress address, ulong salt, long nowMs)
    {
        ulong hash = SeededHash.Combine(SeededHash.Combine(SeededHash.ProcessSeed ^ salt, address.High), address.Low);
        int first = (int)(hash & (ulong)(sets - 1)) * Ways;
        int oldest = first;
        for (int way = first; way < first + Ways; way++)
        {
            ref Bucket bucket = ref _buckets[way];
            if (bucket.Hash == hash && bucket.Address == address)
            {
                return ref bucket;
            }

            if (bucket.LastMs < _buckets[oldest].LastMs)
            {
                oldest = way;
            }
        }

        ref Bucket taken = ref _buckets[oldest];
        taken = new Bucket { Hash = hash, Address = address, LastMs = nowMs };
        return ref taken;
    }
}

/// <summary>What one address may still do.</summary>
internal struct Bucket
{
    public ulong Hash;
    public ClientAddress Address;
    public long LastMs;
    public float Tokens;
    public Standing Standing;

    /// <summary>Counts what was held back, for "every second one".</summary>
    public byte HeldBack;

    /// <summary>Refills for the time passed and takes one token; false if there is none.</summary>
    public bool TryTake(float perSecond, float burst, long nowMs)
    {
        Tokens = Math.Min(Tokens + ((nowMs - LastMs) * perSecond / 1000), burst);
        LastMs = nowMs;
        if (Tokens < 1)
        {
            return false;
        }

        Tokens--;
        return true;
    }
}

/// <summary>What is known of an address, so that networks are compared once and not for each query.</summary>
internal enum Standing : byte
{
    Unknown = 0,
    Limited,
    Unlimited,
}
