using System.Text.Json.Serialization;

namespace BhaiKaDns.Api.AdGuardHome;

/// <summary>JSON as AdGuard Home's API has it: snake_case, but for the rows of the log.</summary>
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(StatsPeriodAnswer))]
[JsonSerializable(typeof(LogAnswer))]
[JsonSerializable(typeof(LogSettingsAnswer))]
[JsonSerializable(typeof(ProtectionBody))]
[JsonSerializable(typeof(FilteringAnswer))]
[JsonSerializable(typeof(SwitchAnswer))]
[JsonSerializable(typeof(UpdateAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class AdGuardHomeJson : JsonSerializerContext;

/// <param name="ProtectionDisabledDuration">Milliseconds left of a pause; 0 without one or without an end.</param>
/// <param name="StartTime">Milliseconds since 1970.</param>
internal sealed record StatusAnswer(
    string Version, string Language, IReadOnlyList<string> DnsAddresses, int DnsPort, int HttpPort, long ProtectionDisabledDuration, DateTimeOffset? ProtectionDisabledUntil, bool ProtectionEnabled,
    bool DhcpAvailable, bool Running, double StartTime);

/// <param name="AvgProcessingTime">Seconds.</param>
internal sealed record StatsAnswer(
    string TimeUnits,
    long NumDnsQueries,
    long NumBlockedFiltering,
    long NumReplacedSafebrowsing,
    long NumReplacedSafesearch,
    long NumReplacedParental,
    double AvgProcessingTime,
    IReadOnlyList<IReadOnlyDictionary<string, double>> TopQueriedDomains,
    IReadOnlyList<IReadOnlyDictionary<string, double>> TopClients,
    IReadOnlyList<IReadOnlyDictionary<string, double>> TopBlockedDomains,
    IReadOnlyList<IReadOnlyDictionary<string, double>> TopUpstreamsResponses,
    IReadOnlyList<IReadOnlyDictionary<string, double>> TopUpstreamsAvgTime,
    IReadOnlyList<long> DnsQueries,
    IReadOnlyList<long> BlockedFiltering,
    IReadOnlyList<long> ReplacedSafebrowsing,
    IReadOnlyList<long> ReplacedParental);

/// <param name="Interval">Days.</param>
internal sealed record StatsPeriodAnswer(int Interval);

internal sealed record LogAnswer(string Oldest, IReadOnlyList<LogRow> Data);

/// <param name="ElapsedMs">A number as text.</param>
internal sealed record LogRow(
    IReadOnlyList<LogAnswerRecord> Answer,
    bool Cached,
    string Upstream,
    bool AnswerDnssec,
    string Client,
    LogClient ClientInfo,
    string ClientProto,
    [property: JsonPropertyName("elapsedMs")] string ElapsedMs,
    LogQuestion Question,
    string Reason,
    IReadOnlyList<LogRule> Rules,
    string Status,
    DateTimeOffset Time);

internal sealed record LogAnswerRecord(string Type, string Value, long Ttl);

internal sealed record LogClient(string Name, bool Disallowed, string DisallowedRule, IReadOnlyDictionary<string, string> Whois);

internal sealed record LogQuestion(string Class, string Name, string Type);

internal sealed record LogRule(int FilterListId, string Text);

/// <param name="Interval">Days.</param>
internal sealed record LogSettingsAnswer(bool Enabled, double Interval, bool AnonymizeClientIp);

/// <param name="Duration">Milliseconds.</param>
internal sealed record ProtectionBody(bool? Enabled = null, long? Duration = null);

/// <param name="Interval">Hours between updates.</param>
internal sealed record FilteringAnswer(
    bool Enabled, int Interval, IReadOnlyList<FilterPart> Filters, IReadOnlyList<FilterPart> WhitelistFilters, IReadOnlyList<string> UserRules);

internal sealed record FilterPart(bool Enabled, int Id, string Name, string Url, int RulesCount, DateTimeOffset? LastUpdated);

internal sealed record SwitchAnswer(bool Enabled);

/// <param name="Disabled">No newer version is offered here.</param>
internal sealed record UpdateAnswer(bool Disabled);
