using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;

namespace BhaiKaDns.Intelligence;

/// <summary>The loaded parts of the engine; made once after the start, never changed. Without a model the rest works on.</summary>
internal sealed class DetectionEngine
{
    public required PublicSuffixList Suffixes { get; init; }

    public required PopularNames Popular { get; init; }

    /// <summary>Null where its file was refused: health says "rules only".</summary>
    public required ThreatModel? Threat { get; init; }

    public required HostModel? Host { get; init; }

    public required CategoryModel? Category { get; init; }

    public required LookAlikeGuard LookAlikes { get; init; }

    public required TunnelGuard Tunnels { get; init; }

    public required TunnelBudget TunnelBudget { get; init; }

    public required HeartbeatFinder Heartbeats { get; init; }

    public required SwarmDetector? Swarms { get; init; }

    /// <summary>Domains that this home ever asked for.</summary>
    public required SeenDomains Seen { get; init; }

    public required IReadOnlyList<(string Name, RuleExpression When)> Rules { get; init; }

    /// <summary>Least score of a single name by the home's sensitivity; infinite without a model.</summary>
    public required float NameThreshold { get; init; }

    /// <summary>Where the registrable domain of a name starts, private suffixes counting; below 0 if it has none.</summary>
    public int RegistrableAt(ReadOnlySpan<byte> name) => Suffixes.RegistrableAt(name, withPrivate: true);

    /// <summary>
    /// Names that rules, model and behaviour leave alone: popular ones, and those this home has known for a while.
    /// </summary>
    /// <param name="registrable">In lower-case wire form.</param>
    /// <param name="day">Days since 1970-01-01.</param>
    public bool IsGuarded(ReadOnlySpan<byte> registrable, int day) =>
        Popular.RankOf(registrable) > 0 || (!Seen.IsNew(registrable) && (!Seen.TryFirstSeen(registrable, out int first) || day - first >= KnownAfterDays));

    /// <summary>Days after which a domain of this home counts as its own.</summary>
    public const int KnownAfterDays = 7;
}
