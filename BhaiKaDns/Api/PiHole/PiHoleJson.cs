using System.Text.Json;
using System.Text.Json.Serialization;

namespace BhaiKaDns.Api.PiHole;

/// <summary>JSON as the Pi-hole v6 API has it: snake_case, null written out.</summary>
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(BlockingBody))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(DomainsAnswer))]
[JsonSerializable(typeof(ClientsAnswer))]
[JsonSerializable(typeof(UpstreamsAnswer))]
[JsonSerializable(typeof(TypesAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(QueriesAnswer))]
[JsonSerializable(typeof(BlockingAnswer))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class PiHoleJson : JsonSerializerContext;

internal sealed record PasswordBody(string? Password = null, JsonElement Totp = default);

internal sealed record BlockingBody(bool? Blocking = null, double? Timer = null);

internal sealed record SessionAnswer(SessionPart Session, double Took = 0);

/// <param name="Validity">Seconds; -1 where there is no session.</param>
internal sealed record SessionPart(bool Valid, bool Totp, string? Sid, string? Csrf, long Validity, string? Message);

internal sealed record ErrorAnswer(ErrorPart Error, double Took = 0);

internal sealed record ErrorPart(string Key, string Message, string? Hint);

internal sealed record SummaryAnswer(SummaryQueries Queries, SummaryClients Clients, SummaryGravity Gravity, double Took = 0);

/// <param name="Types">Of the newest questions (<see cref="DayFigures.SampleSize"/>), as are <paramref name="UniqueDomains"/> and <paramref name="Replies"/>.</param>
internal sealed record SummaryQueries(
    long Total, long Blocked, double PercentBlocked, long UniqueDomains, long Forwarded, long Cached, double Frequency,
    IReadOnlyDictionary<string, long> Types, IReadOnlyDictionary<string, long> Status, IReadOnlyDictionary<string, long> Replies);

internal sealed record SummaryClients(long Active, long Total);

internal sealed record SummaryGravity(long DomainsBeingBlocked, long LastUpdate);

internal sealed record DomainsAnswer(IReadOnlyList<DomainPart> Domains, long TotalQueries, long BlockedQueries, double Took = 0);

internal sealed record DomainPart(string Domain, long Count);

internal sealed record ClientsAnswer(IReadOnlyList<ClientPart> Clients, long TotalQueries, long BlockedQueries, double Took = 0);

internal sealed record ClientPart(string Name, string Ip, long Count);

internal sealed record UpstreamsAnswer(IReadOnlyList<UpstreamPart> Upstreams, long ForwardedQueries, long TotalQueries, double Took = 0);

internal sealed record UpstreamPart(string Ip, string Name, int Port, long Count, UpstreamStatistics Statistics);

internal sealed record UpstreamStatistics(double Response, double Variance);

internal sealed record TypesAnswer(IReadOnlyDictionary<string, long> Types, double Took = 0);

internal sealed record HistoryAnswer(IReadOnlyList<HistoryPart> History, double Took = 0);

internal sealed record HistoryPart(long Timestamp, long Total, long Cached, long Blocked, long Forwarded);

/// <param name="Cursor">Milliseconds since 1970: asks for what is older.</param>
internal sealed record QueriesAnswer(
    IReadOnlyList<QueryPart> Queries,
    long? Cursor,
    [property: JsonPropertyName("recordsTotal")] long RecordsTotal,
    [property: JsonPropertyName("recordsFiltered")] long RecordsFiltered,
    int Draw,
    double Took = 0);

internal sealed record QueryPart(
    long Id, double Time, string Type, string Domain, string? Cname, string Status, QueryClient Client, string Dnssec, QueryReply Reply, int? ListId, string? Upstream, QueryEde Ede);

internal sealed record QueryClient(string Ip, string? Name);

/// <param name="Time">Seconds.</param>
internal sealed record QueryReply(string Type, double Time);

internal sealed record QueryEde(int Code, string? Text);

/// <param name="Blocking"><c>enabled</c> or <c>disabled</c>.</param>
/// <param name="Timer">Seconds until it is enabled again; null for none.</param>
internal sealed record BlockingAnswer(string Blocking, double? Timer, double Took = 0);

internal sealed record VersionAnswer(VersionParts Version, double Took = 0);

internal sealed record VersionParts(VersionPart Core, VersionPart Web, VersionPart Ftl);

internal sealed record VersionPart(VersionOf Local, VersionOf Remote);

internal sealed record VersionOf(string? Version, string? Branch, string? Hash);
