using BhaiKaDns.Dns;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Caching;

/// <summary>
/// Answers ready to send, in native memory: bounded in entries and octets, read without a lock, written under one lock a shard.
/// Positive, negative, blocked and local answers live in the same table. Times are monotonic seconds.
/// </summary>
internal sealed class AnswerCache : IDisposable
{
    /// <summary>Least size of a ring: an answer of 64 KiB fits twice.</summary>
    public const int MinRingBytes = 136 * 1024;

    /// <summary>What an answer with its name takes on average, with a wide margin: octets per entry if no bound is set.</summary>
    private const int TypicalEntryBytes = 384;

    private const int MaxShards = 4;
    private const int ShardedFrom = 4096;

    private readonly CacheShard[] _shards;
    private readonly CacheOptions _options;

    public AnswerCache(IOptions<CacheOptions> options)
    {
        _options = options.Value;
        int shards = _options.Capacity >= ShardedFrom ? MaxShards : 1;
        long maxBytes = _options.MaxBytes > 0 ? _options.MaxBytes : (long)_options.Capacity * TypicalEntryBytes;
        _shards = new CacheShard[shards];
        for (int index = 0; index < shards; index++)
        {
            _shards[index] = new CacheShard(_options.Capacity / shards, (int)Math.Min(maxBytes / shards, int.MaxValue / 2));
        }
    }

    /// <summary>Entries held now, stale ones included.</summary>
    public int Count => _shards.Sum(shard => shard.Count);

    /// <inheritdoc cref="EntryMemory.TryRead"/>
    public bool TryRead(in CacheKey key, uint nowSeconds, Span<byte> body, out CacheHit hit) => ShardOf(key).TryRead(key, nowSeconds, body, out hit);

    /// <summary>Keeps an answer for <paramref name="ttlSeconds"/>, and after that as a stale one as long as settings say.</summary>
    public void Store(in CacheKey key, in CachedAnswer answer, ReadOnlySpan<byte> body, uint nowSeconds, uint ttlSeconds) =>
        ShardOf(key).Store(key, answer, body, new EntryTimes(nowSeconds, ttlSeconds, (uint)_options.ServeStaleFor.TotalSeconds));

    /// <summary>Keeps an answer that is of no use once its time is over: failures and our own answers.</summary>
    public void StoreBriefly(in CacheKey key, in CachedAnswer answer, ReadOnlySpan<byte> body, uint nowSeconds, uint ttlSeconds) =>
        ShardOf(key).Store(key, answer, body, new EntryTimes(nowSeconds, ttlSeconds, 0));

    /// <inheritdoc cref="CacheShard.Restamp"/>
    public void Restamp(in CacheKey key, in CachedAnswer judged) => ShardOf(key).Restamp(key, judged);

    /// <inheritdoc cref="CacheShard.BarRetry"/>
    public void BarRetry(in CacheKey key, uint untilSeconds) => ShardOf(key).BarRetry(key, untilSeconds);

    public void Remove(in CacheKey key) => ShardOf(key).Remove(key);

    /// <summary>Octets that answers take, and octets that there are for them.</summary>
    public (long Used, long Size) Memory => (_shards.Sum(shard => shard.Memory.Used), _shards.Sum(shard => shard.Memory.Size));

    /// <summary>
    /// Shows entries whose name <paramref name="wants"/>, at most <paramref name="limit"/> of them and in no order. Writers go on meanwhile;
    /// what they store or remove may be missed.
    /// </summary>
    /// <param name="wants">Is given the name in lower-case wire form.</param>
    public IReadOnlyList<ShownEntry> Browse(NameFilter wants, int limit, uint nowSeconds)
    {
        List<ShownEntry> found = [];
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        foreach (CacheShard shard in _shards)
        {
            int position = 0;
            while (found.Count < limit && shard.Next(ref position, buffer, out EntryHeader header, out EntryPlace place))
            {
                ReadOnlySpan<byte> name = buffer[..header.NameLength];
                if (nowSeconds < header.StaleUntilSeconds && wants(name))
                {
                    found.Add(ShownEntry.Of(name, header, place.Uses, nowSeconds));
                }
            }
        }

        return found;
    }

    /// <summary>Removes the entries whose name <paramref name="wants"/>, of all types and classes; tells how many.</summary>
    public int RemoveWhere(NameFilter wants)
    {
        int removed = 0;
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        foreach (CacheShard shard in _shards)
        {
            int position = 0;
            while (shard.Next(ref position, buffer, out EntryHeader header, out EntryPlace place))
            {
                removed += wants(buffer[..header.NameLength]) && shard.RemoveAt(place) ? 1 : 0;
            }
        }

        return removed;
    }

    /// <summary>Gives up all entries.</summary>
    public void Clear()
    {
        foreach (CacheShard shard in _shards)
        {
            shard.Clear();
        }
    }

    public void Dispose()
    {
        foreach (CacheShard shard in _shards)
        {
            shard.Dispose();
        }
    }

    // The table places by the hash's low bits and marks by its high ones; the shard is chosen by bits in between.
    private CacheShard ShardOf(in CacheKey key) => _shards[(int)(key.Hash >> 28) & (_shards.Length - 1)];
}
