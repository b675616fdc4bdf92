using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Intelligence.Typos;

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

    /// <summary>The same for the typo corrector: what this home asks for is likelier to be meant.</summary>
    public required IKnownNames KnownHere { get; init; }

    /// <summary>Domains that a detector found something about.</summary>
    public required MarkedDomains Marked { get; init; }

    public required IReadOnlyList<(string Name, RuleExpression When)> Rules { get; init; }

    /// <summary>Least score of a single name by the home's sensitivity; infinite without a model.</summary>
    public required float NameThreshold { get; init; }

    /// <summary>Where the registrable domain of a name starts, private suffixes counting; below 0 if it has none.</summary>
    public int RegistrableAt(ReadOnlySpan<byte> name) => Suffixes.RegistrableAt(name, withPrivate: true);

    /// <summary>
    /// Names that rules, model and behaviour leave alone: popular ones, and those this home has known for a while unless a detector
    /// ever found something about them: who waits a week must not be trusted for it.
    /// </summary>
    /// <param name="registrable">In lower-case wire form.</param>
    /// <param name="day">Days since 1970-01-01.</param>
    public bool IsGuarded(ReadOnlySpan<byte> registrable, int day) =>
        Popular.RankOf(registrable) > 0 || (!Marked.Contains(registrable) && !Seen.IsNew(registrable) && (!Seen.TryFirstSeen(registrable, out int first) || day - first >= KnownAfterDays));

    /// <summary>
    /// Measures a name and scores it alone. Without a model rules still see its shape: what only a model's tables tell is no number, and the
    /// score is the least there is.
    /// </summary>
    /// <param name="features"><see cref="FeatureNames.Count"/> places.</param>
    public float Measure(ReadOnlySpan<byte> name, int registrableAt, Span<float> features)
    {
        DomainParts parts = DomainParts.OfWire(name, registrableAt);
        if (Threat is { } model)
        {
            return model.Score(parts, features);
        }

        FeatureExtractor.ExtractShape(parts, features);
        return float.NegativeInfinity;
    }

    /// <summary>Days after which a domain of this home counts as its own.</summary>
    public const int KnownAfterDays = 7;
}
