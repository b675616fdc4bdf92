using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Administration.Reports;

/// <summary>One query as it is told outside: ids and names in place of numbers.</summary>
/// <param name="Client">Null where privacy keeps it out; so is <paramref name="Name"/>.</param>
/// <param name="Device">Name of the client, declared or learned.</param>
/// <param name="List">Name of the list or service that decided.</param>
/// <param name="Upstream">Address of the upstream that answered, as configured.</param>
/// <param name="Found">The name or address that the verdict was reached for, where that was not <paramref name="Name"/>.</param>
internal sealed record QueryReport(
    DateTimeOffset Time,
    string? Client,
    string? Device,
    string? Name,
    string Type,
    string Protocol,
    string Decision,
    string Reason,
    string? List,
    string Rcode,
    string Source,
    double ElapsedMs,
    string? Upstream,
    string? Found)
{
    public static QueryReport Of(QueryLogRow row, HomeNames names) => new(
        row.Time,
        row.Client?.ToString(),
        row.Client is { } client ? names.DeviceOf(client) : null,
        row.Name,
        RecordTypeText.ToText(row.Type),
        row.Protocol.Id(),
        row.Decision.Id(),
        row.Reason.Id(),
        names.ListOf(row.ListId),
        ResponseCodeText.ToText(row.ResponseCode),
        row.Source.Id(),
        row.ElapsedMs,
        names.UpstreamOf(row.Upstream),
        row.Found);
}

/// <summary>Some queries, newest first.</summary>
/// <param name="Next">Cursor of the next page; null when there is nothing older.</param>
internal sealed record QueryPageReport(IReadOnlyList<QueryReport> Items, string? Next);
