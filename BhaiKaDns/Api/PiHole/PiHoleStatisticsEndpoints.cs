using BhaiKaDns.Access;
using BhaiKaDns.Analytics;
using BhaiKaDns.Dns;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api.PiHole;

/// <summary><c>/api/stats/...</c> and <c>/api/history</c> of the Pi-hole v6 API.</summary>
internal static class PiHoleStatisticsEndpoints
{
    private const int DefaultCount = 10;
    private const int NoPort = -1;
    private const long HistoryStepSeconds = 600;

    public static void MapPiHoleStatistics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats/summary", GetSummary).Needs(Permissions.Read);
        routes.MapGet("/stats/top_domains", GetDomains).Needs(Permissions.Read);
        routes.MapGet("/stats/top_clients", GetClients).Needs(Permissions.Read);
        routes.MapGet("/stats/upstreams", GetUpstreams).Needs(Permissions.Read);
        routes.MapGet("/stats/query_types", GetTypes).Needs(Permissions.Read);
        routes.MapGet("/history", GetHistory).Needs(Permissions.Read);
    }

    internal static async Task<JsonHttpResult<SummaryAnswer>> GetSummary([FromServices] DayFigures figures, [FromServices] ApiSources sources, CancellationToken cancellationToken)
    {
        HistoryBucket day = await figures.SumAsync(cancellationToken);
        IReadOnlyList<QueryLogRow> sample = await figures.SampleAsync(cancellationToken);
        HistoryCounts totals = day.Totals;
        Dictionary<string, long> status = new() { ["GRAVITY"] = totals.Blocked, ["FORWARDED"] = totals.Forwarded, ["CACHE"] = totals.Cached };
        SummaryQueries queries = new(
            totals.Queries, totals.Blocked, 100 * (totals.BlockedShare ?? 0), sample.Where(row => row.Name is not null).DistinctBy(row => row.Name).LongCount(), totals.Forwarded, totals.Cached,
            totals.Queries / TimeSpan.FromHours(24).TotalSeconds, DayFigures.TypesOf(sample), status, sample.GroupBy(ReplyOf).ToDictionary(group => group.Key, group => group.LongCount()));
        long updated = figures.Lists.Max(list => list.FetchedAt)?.ToUnixTimeSeconds() ?? 0;
        return TypedResults.Json(
            new SummaryAnswer(queries, new SummaryClients(day.Clients.Count, sources.Totals().Clients), new SummaryGravity(figures.Names, updated)), PiHoleJson.Default.SummaryAnswer);
    }

    internal static async Task<JsonHttpResult<DomainsAnswer>> GetDomains(bool? blocked, int? count, [FromServices] DayFigures figures, CancellationToken cancellationToken)
    {
        HistoryBucket day = await figures.SumAsync(cancellationToken);
        DomainPart[] names = [.. (blocked is true ? day.Blocked : day.Names).Take(Bounded(count)).Select(name => new DomainPart(name.Name, name.Count))];
        return TypedResults.Json(new DomainsAnswer(names, day.Totals.Queries, day.Totals.Blocked), PiHoleJson.Default.DomainsAnswer);
    }

    internal static async Task<JsonHttpResult<ClientsAnswer>> GetClients(bool? blocked, int? count, [FromServices] DayFigures figures, CancellationToken cancellationToken)
    {
        HistoryBucket day = await figures.SumAsync(cancellationToken);
        ClientPart[] clients =
        [
            .. day.Clients.Select(client => new ClientPart(figures.DeviceOf(client.Client), client.Client.ToString(), blocked is true ? client.Counts.Blocked : client.Counts.Queries))
                .Where(client => client.Count > 0).OrderByDescending(client => client.Count).Take(Bounded(count)),
        ];
        return TypedResults.Json(new ClientsAnswer(clients, day.Totals.Queries, day.Totals.Blocked), PiHoleJson.Default.ClientsAnswer);
    }

    internal static async Task<JsonHttpResult<UpstreamsAnswer>> GetUpstreams([FromServices] DayFigures figures, CancellationToken cancellationToken)
    {
        HistoryBucket day = await figures.SumAsync(cancellationToken);
        UpstreamPart[] upstreams =
        [
            .. day.Upstreams.Select(upstream => new UpstreamPart(
                upstream.Address, upstream.Address, 53, upstream.Answers, new UpstreamStatistics(upstream.Answers == 0 ? 0 : upstream.ElapsedMicroseconds / 1e6 / upstream.Answers, 0))),
            new UpstreamPart("blocklist", "blocklist", NoPort, day.Totals.Blocked, new UpstreamStatistics(0, 0)),
            new UpstreamPart("cache", "cache", NoPort, day.Totals.Cached, new UpstreamStatistics(0, 0)),
        ];
        return TypedResults.Json(new UpstreamsAnswer([.. upstreams.OrderByDescending(upstream => upstream.Count)], day.Totals.Forwarded, day.Totals.Queries), PiHoleJson.Default.UpstreamsAnswer);
    }

    internal static async Task<JsonHttpResult<TypesAnswer>> GetTypes([FromServices] DayFigures figures, CancellationToken cancellationToken) =>
        TypedResults.Json(new TypesAnswer(DayFigures.TypesOf(await figures.SampleAsync(cancellationToken))), PiHoleJson.Default.TypesAnswer);

    internal static async Task<JsonHttpResult<HistoryAnswer>> GetHistory([FromServices] DayFigures figures, CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryBucket> minutes = await figures.MinutesAsync(cancellationToken);
        HistoryPart[] history =
        [
            .. from minute in minutes
               group minute.Totals by minute.StartMs / 1000 / HistoryStepSeconds * HistoryStepSeconds into step
               orderby step.Key
               let sum = step.Aggregate((left, right) => left + right)
               select new HistoryPart(step.Key, sum.Queries, sum.Cached, sum.Blocked, sum.Forwarded),
        ];
        return TypedResults.Json(new HistoryAnswer(history), PiHoleJson.Default.HistoryAnswer);
    }

    /// <summary>The reply in Pi-hole's words, as far as the log knows it.</summary>
    internal static string ReplyOf(QueryLogRow row) => row.ResponseCode switch
    {
        ResponseCode.NoError => row.Type is RecordType.A or RecordType.Aaaa ? "IP" : "OTHER",
        ResponseCode.NameError => "NXDOMAIN",
        ResponseCode.ServerFailure => "SERVFAIL",
        ResponseCode.Refused => "REFUSED",
        ResponseCode.NotImplemented => "NOTIMP",
        _ => "UNKNOWN",
    };

    private static int Bounded(int? count) => Math.Clamp(count ?? DefaultCount, 1, HistoryBucket.MaxNames);
}
