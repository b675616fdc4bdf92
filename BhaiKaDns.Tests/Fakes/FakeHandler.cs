using System.Collections.Concurrent;
using System.Threading.Channels;
using BhaiKaDns.Dns;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Fakes;

/// <summary>
/// Stands in for the pipeline: names below "wait" wait until the test answers them, names below "big" get 60,000 octets, all others an
/// empty answer in place.
/// </summary>
internal sealed class FakeHandler
{
    public const int BigLength = 60_000;

    private readonly ConcurrentDictionary<ushort, QueryContext> _waiting = new();
    private readonly Channel<ushort> _arrived = Channel.CreateUnbounded<ushort>();
    private int _lanes;

    public int Handled;

    public int Batches;

    public int OpenLane() => Interlocked.Increment(ref _lanes) - 1;

    public HandlingResult TryHandle(QueryContext query, Span<byte> response, out int length)
    {
        length = 0;
        _ = Interlocked.Increment(ref Handled);
        if (query.Parse() != ParseError.None)
        {
            return HandlingResult.Silent;
        }

        if (query.Name.StartsWith("\u0004wait"u8))
        {
            QueryContext copy = new();
            copy.CopyFrom(query);
            _waiting[copy.Query.Id] = copy;
            _ = _arrived.Writer.TryWrite(copy.Query.Id);
            return HandlingResult.Deferred;
        }

        length = Compose(query, response);
        if (query.Name.StartsWith("\u0003big"u8))
        {
            response[length..BigLength].Fill((byte)query.Query.Id);
            length = BigLength;
        }

        return HandlingResult.Answered;
    }

    public void EndBatch(int lane, long receivedTimestamp) => Interlocked.Increment(ref Batches);

    /// <summary>Completes when <paramref name="count"/> more queries wait.</summary>
    public async Task WaitingAsync(int count)
    {
        for (int arrived = 0; arrived < count; arrived++)
        {
            _ = await _arrived.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Answers a query that waits.</summary>
    public void Answer(ushort id)
    {
        if (_waiting.TryRemove(id, out QueryContext? query))
        {
            byte[] response = new byte[512];
            query.Sink!.Send(query, response.AsSpan(0, Compose(query, response)));
        }
    }

    /// <summary>Says that a query that waits will get no answer.</summary>
    public void Drop(ushort id)
    {
        if (_waiting.TryRemove(id, out QueryContext? query))
        {
            query.Sink!.Send(query, []);
        }
    }

    private static int Compose(QueryContext query, Span<byte> response)
    {
        query.Message[..query.Query.QuestionEnd].CopyTo(response);
        MessageHeader.Write(response, query.Query.Id, HeaderFlags.Response, query.Query.Opcode, ResponseCode.NoError, 1, 0, 0, 0);
        return query.Query.QuestionEnd;
    }
}
