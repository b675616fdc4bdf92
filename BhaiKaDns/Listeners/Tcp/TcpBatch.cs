using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// Takes the whole queries out of what a connection has received, has them handled on the calling thread and sends their answers with
/// one call. On the hot path; allocates nothing. One thread at a time.
/// </summary>
internal sealed class TcpBatch(TcpConnection connection, TcpOutput output, QueryHandler handler, TcpLanes lanes, MonotonicClock clock)
{
    // Octets of a query too long to be read that are still to be passed over.
    private long _toSkip;
    private bool _tookQuery;

    /// <summary>Whether the last batch ended within a query.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Answers what is there and leaves the rest in the pipe.</summary>
    public BatchResult Answer(PipeReader received)
    {
        if (!received.TryRead(out ReadResult read))
        {
            return BatchResult.NeedsOctets;
        }

        ReadOnlySequence<byte> unread = read.Buffer;
        long timestamp = clock.Timestamp;
        long nowMs = clock.ToMilliseconds(timestamp);
        BatchResult result;
        _tookQuery = false;
        output.BeginBatch();
        TcpLane lane = lanes.Enter();
        try
        {
            lane.Written = 0;
            QueryContext query = lane.Query;
            query.Client = connection.State.Client;
            query.Sink = connection;
            query.ReceivedTimestamp = timestamp;
            query.ReceivedAtMs = nowMs;
            result = AnswerAll(lane, ref unread);
        }
        finally
        {
            output.EndBatch(ref lane.Output, lane.Written);
            lanes.Exit(lane, timestamp);
        }

        Note(nowMs, isPartial: result is BatchResult.NeedsOctets && (_toSkip > 0 || !unread.IsEmpty));

        // Not marked as examined: nobody waits on the pipe, and after a pause the same octets must be had again.
        received.AdvanceTo(unread.Start);
        return result;
    }

    private BatchResult AnswerAll(TcpLane lane, ref ReadOnlySequence<byte> unread)
    {
        while (true)
        {
            if (_toSkip > 0)
            {
                long skipped = Math.Min(_toSkip, unread.Length);
                unread = unread.Slice(skipped);
                _toSkip -= skipped;
            }

            if (!AnswerSegment(lane, ref unread))
            {
                return BatchResult.NeedsRoom;
            }

            if (!Frame.TryReadLength(unread, out int length))
            {
                return BatchResult.NeedsOctets;
            }

            if (length == 0)
            {
                return BatchResult.NotDns;
            }

            if (length > QueryContext.MaxQueryLength)
            {
                if (!TryRefuse(lane, unread, length))
                {
                    return BatchResult.NeedsOctets;
                }

                continue;
            }

            if (unread.Length < TcpLane.PrefixLength + length)
            {
                return BatchResult.NeedsOctets;
            }

            unread.Slice(TcpLane.PrefixLength, length).CopyTo(lane.Straddling);
            unread = unread.Slice(TcpLane.PrefixLength + length);
            Handle(lane, lane.Straddling, 0, length);
        }
    }

    // The whole queries of the first segment, read where they lie. False when there is no room to go on.
    private bool AnswerSegment(TcpLane lane, ref ReadOnlySequence<byte> unread)
    {
        bool isArray = MemoryMarshal.TryGetArray(unread.First, out ArraySegment<byte> segment);
        Debug.Assert(isArray, "The pipe's segments are arrays of the shared pool.");
        int at = 0;
        while (output.HasRoom && segment.Count - at > TcpLane.PrefixLength)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(at));
            if (length is 0 or > QueryContext.MaxQueryLength || segment.Count - at < TcpLane.PrefixLength + length)
            {
                break;
            }

            Handle(lane, segment.Array!, segment.Offset + at + TcpLane.PrefixLength, length);
            at += TcpLane.PrefixLength + length;
        }

        unread = unread.Slice(at);
        return output.HasRoom;
    }

    private void Handle(TcpLane lane, byte[] buffer, int offset, int length)
    {
        _tookQuery = true;
        QueryContext query = lane.Query;
        query.Receive(buffer, offset, length);
        Span<byte> response = lane.Output.AsSpan(lane.Written + TcpLane.PrefixLength, TcpLane.MaxMessageLength);
        switch (handler(query, response, out int responseLength))
        {
            case HandlingResult.Answered:
                Append(lane, responseLength);
                break;
            case HandlingResult.Deferred:
                output.Expect();
                break;
            default:
                break;
        }
    }

    // False while the header has not come in whole.
    private bool TryRefuse(TcpLane lane, in ReadOnlySequence<byte> unread, int length)
    {
        if (unread.Length < TcpLane.PrefixLength + MessageHeader.Length)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[MessageHeader.Length];
        unread.Slice(TcpLane.PrefixLength, MessageHeader.Length).CopyTo(header);
        if (FormatErrorResponse.TryWrite(header, lane.Output.AsSpan(lane.Written + TcpLane.PrefixLength)))
        {
            Append(lane, FormatErrorResponse.Length);
        }

        _toSkip = TcpLane.PrefixLength + length;
        return true;
    }

    private void Append(TcpLane lane, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(lane.Output.AsSpan(lane.Written), (ushort)length);
        lane.Written += TcpLane.PrefixLength + length;
        if (lane.IsFull)
        {
            output.Write(ref lane.Output, lane.Written);
            lane.Written = 0;
        }
    }

    private void Note(long nowMs, bool isPartial)
    {
        ConnectionState state = connection.State;
        if (_tookQuery || !isPartial)
        {
            state.EndedQuery();
        }

        if (_tookQuery)
        {
            state.Asked(nowMs);
        }

        if (isPartial)
        {
            state.BeganQuery(nowMs);
        }

        IsPartial = isPartial;
    }
}
