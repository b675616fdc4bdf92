using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Api;

/// <param name="CountedIn">The newest so many queries of the span, where not all could be looked at.</param>
internal sealed record TopReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TopItem> Items, int? CountedIn)
{
    public static TopReport Of(HistoryReport report, TopKind kind, int limit)
    {
        IEnumerable<TopItem> items = kind switch
        {
            TopKind.Names => report.Names.Select(name => new TopItem(name.Name, name.Count, MaxError: name.MaxError)),
            TopKind.Blocked => report.Blocked.Select(name => new TopItem(name.Name, name.Count, MaxError: name.MaxError)),
            TopKind.Clients => report.Clients.Select(client => new TopItem(client.Device ?? client.Address ?? "others", client.Queries, client.Address, client.Blocked)),
            TopKind.Upstreams => report.Upstreams.Select(upstream => new TopItem(upstream.Address, upstream.Answers, MeanMs: upstream.MeanMs)),
            TopKind.Lists => report.Lists.Select(list => new TopItem(list.Name, list.Count)),
            _ => report.Reasons.Select(reason => new TopItem(reason.Reason.Id(), reason.Count)),
        };
        return new TopReport(report.From, report.To, [.. items.Take(limit)], kind is TopKind.Names or TopKind.Blocked ? report.NamesFrom : null);
    }
}

/// <param name="Name">What is ranked: a name, device, upstream, list, or id of a reason.</param>
/// <param name="Address">Of a device.</param>
/// <param name="Blocked">Of a device's queries.</param>
/// <param name="MeanMs">Of an upstream's answers.</param>
/// <param name="MaxError">By how much the count may be too high.</param>
internal sealed record TopItem(string Name, long Count, string? Address = null, long? Blocked = null, double? MeanMs = null, long? MaxError = null);
