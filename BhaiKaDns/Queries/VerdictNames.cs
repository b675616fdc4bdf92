using System.Collections.Frozen;

namespace BhaiKaDns.Queries;

/// <summary>The stable ids of <see cref="Decision"/>, <see cref="Reason"/> and <see cref="AnswerSource"/> as people and programs outside see them.</summary>
internal static class VerdictNames
{
    private static readonly string[] Decisions = ["none", "allowed", "blocked", "rewritten", "local", "refused", "failed"];

    private static readonly string[] Sources = ["none", "cache", "upstream", "local", "blocked", "stale"];

    private static readonly string[] Protocols = ["udp", "tcp", "tls", "https", "quic"];

    private static readonly (string Id, string Sentence)[] Reasons =
    [
        ("none", "nothing objects"),
        ("block-list", "a block list names it"),
        ("user-rule", "a rule of this home names it"),
        ("service", "the service is switched off"),
        ("schedule", "not at this time of day"),
        ("safe-search", "safe search is on"),
        ("threat-feed", "a threat feed names it"),
        ("threat-model", "it looks machine-made"),
        ("tunnel", "data hides in its names"),
        ("beacon", "it is asked for at regular intervals"),
        ("look-alike", "it imitates another name"),
        ("new-domain", "it is new to this home"),
        ("rebinding", "a public name with a private address"),
        ("cname", "it leads to a blocked name"),
        ("answer-address", "it leads to a blocked address"),
        ("rate-limit", "too many queries"),
        ("not-allowed", "this network may not ask"),
        ("dnssec-bogus", "its signatures do not hold"),
        ("allow-list", "an allow list names it"),
        ("special-name", "a special-use name"),
        ("malformed", "the query could not be read"),
        ("not-implemented", "an operation this server does not do"),
        ("edns-version", "an EDNS version this server does not speak"),
        ("any-query", "questions for any type get a minimal answer"),
        ("zone-transfer", "zones are not transferred"),
        ("chaos-class", "nothing is told in this class"),
        ("upstream-failed", "no upstream answered"),
        ("overloaded", "too many questions at once"),
        ("filtering-unavailable", "the lists are not loaded"),
        ("local-record", "a record of this home"),
        ("paused", "filtering is paused"),
        ("stale-answer", "no upstream answered; an older answer was given"),
        ("firefox-canary", "this home answers Firefox itself"),
        ("private-relay", "iCloud Private Relay is switched off"),
        ("suffix", "its whole domain suffix is blocked"),
    ];

    private static readonly FrozenDictionary<string, Reason> ReasonsById =
        Reasons.Select((entry, index) => (entry.Id, Reason: (Reason)index)).ToFrozenDictionary(pair => pair.Id, pair => pair.Reason, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Decision> DecisionsById =
        Decisions.Select((id, index) => (id, Decision: (Decision)index)).ToFrozenDictionary(pair => pair.id, pair => pair.Decision, StringComparer.Ordinal);

    public static string Id(this Decision decision) => Decisions[(int)decision];

    public static string Id(this Reason reason) => Reasons[(int)reason].Id;

    public static string Id(this AnswerSource source) => Sources[(int)source];

    public static string Id(this TransportProtocol protocol) => Protocols[(int)protocol];

    /// <summary>Half a sentence for people, without capital and full stop.</summary>
    public static string Sentence(this Reason reason) => Reasons[(int)reason].Sentence;

    public static bool TryParseReason(string id, out Reason reason) => ReasonsById.TryGetValue(id, out reason);

    public static bool TryParseSource(string id, out AnswerSource source) => TryFind(Sources, id, out source);

    public static bool TryParseProtocol(string id, out TransportProtocol protocol) => TryFind(Protocols, id, out protocol);

    public static bool TryParseDecision(string id, out Decision decision) => DecisionsById.TryGetValue(id, out decision);

    private static bool TryFind<T>(string[] ids, string id, out T value)
        where T : struct, Enum
    {
        int index = Array.IndexOf(ids, id);
        value = index < 0 ? default : (T)Enum.ToObject(typeof(T), (byte)index);
        return index >= 0;
    }
}
