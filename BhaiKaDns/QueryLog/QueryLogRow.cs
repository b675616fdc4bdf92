using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>One logged query as it is read back.</summary>
/// <param name="Client">Null where privacy kept it out.</param>
/// <param name="Name">Presentation form; null where privacy kept it out.</param>
/// <param name="ListId">Number of the list that decided, 0 if none did.</param>
/// <param name="Upstream">1-based number of the upstream that answered, 0 if none was asked.</param>
/// <param name="Found">The name or address that the verdict was reached for, where that was not <paramref name="Name"/>.</param>
internal sealed record QueryLogRow(
    DateTimeOffset Time,
    ClientAddress? Client,
    string? Name,
    RecordType Type,
    TransportProtocol Protocol,
    Decision Decision,
    Reason Reason,
    ushort ListId,
    ResponseCode ResponseCode,
    AnswerSource Source,
    uint ElapsedMicroseconds,
    byte Upstream,
    string? Found = null)
{
    public double ElapsedMs => ElapsedMicroseconds / 1000.0;
}

/// <summary>Some rows, newest first.</summary>
/// <param name="Next">Where the next page begins; null when there is nothing older.</param>
/// <param name="DamagedPlaces">Places in the segments read that could not be understood and were passed over.</param>
internal sealed record QueryLogPage(IReadOnlyList<QueryLogRow> Rows, QueryLogCursor? Next, int DamagedPlaces);
