using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>The one ordered path of a query.</summary>
internal sealed class QueryPipeline
{
    /// <summary>Gives a listener thread a number of its own for the per-thread tables, counters and rings.</summary>
    public int OpenLane() => 0;

    /// <summary>
    /// Everything that can be decided without waiting. The caller has set the query's octets, client, protocol, lane, times, sink and
    /// return path.
    /// </summary>
    public HandlingResult TryHandle(QueryContext query, Span<byte> response, out int length)
    {
        length = 0;
        if (query.Parse() != ParseError.None)
        {
            return HandlingResult.Silent;
        }

        query.Message[..query.Query.QuestionEnd].CopyTo(response);
        MessageHeader.Write(response, query.Query.Id, HeaderFlags.Response, query.Query.Opcode, ResponseCode.Refused, 1, 0, 0, 0);
        length = query.Query.QuestionEnd;
        return HandlingResult.Answered;
    }
}
