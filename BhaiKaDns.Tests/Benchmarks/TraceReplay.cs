using System.Buffers.Binary;
using BhaiKaDns.Caching;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Benchmarks;

/// <summary>
/// Asks the real cache numbered questions. Each number has a name of its own, so what differs in type differs in number too; a miss
/// stores an answer of the usual size.
/// </summary>
internal sealed class TraceReplay(CacheOptions options) : IDisposable
{
    private const int NumberAt = 13;
    private const int TypicalBodyLength = 60;

    // ID 1, RD, one question: eight hex digits under "example", type A, class IN.
    private readonly byte[] _message =
        [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 8, .. "00000000"u8, 7, .. "example"u8, 0, 0, 1, 0, 1];

    private readonly byte[] _body = new byte[TypicalBodyLength];
    private readonly byte[] _read = new byte[512];
    private readonly QueryContext _query = new();
    private readonly AnswerCache _cache = new(Options.Create(options));

    public int Count => _cache.Count;

    /// <summary>Whether the answer is held and fresh; <paramref name="isRefreshDue"/> as the cache says it to the pipeline.</summary>
    public bool TryAsk(int question, uint nowSeconds, out bool isRefreshDue)
    {
        Read(question);
        bool isHeld = _cache.TryRead(CacheKey.Of(_query), nowSeconds, _read, out CacheHit hit);
        isRefreshDue = isHeld && hit.IsRefreshDue;
        return isHeld && !hit.IsStale;
    }

    /// <summary>Stores an answer to the question.</summary>
    public void Store(int question, uint nowSeconds, uint ttlSeconds)
    {
        Read(question);
        _cache.Store(CacheKey.Of(_query), new CachedAnswer { Generation = 1, Verdict = Verdict.Allowed, AnswerCount = 1 }, _body, nowSeconds, ttlSeconds);
    }

    public void Dispose() => _cache.Dispose();

    private void Read(int question)
    {
        Span<byte> octets = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(octets, question);
        _ = Convert.TryToHexStringLower(octets, _message.AsSpan(NumberAt, 2 * sizeof(int)), out _);
        _query.Receive(_message, 0, _message.Length);
        _ = _query.Parse();
    }
}
