using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration;

/// <summary>Gathers what the engine knows of a name into its security score.</summary>
internal sealed class NameScores(EngineLoader loader, TimeProvider time)
{
    private const int SecondsPerDay = 86_400;

    /// <param name="explanation">What is decided about the name, with the engine's chance.</param>
    /// <returns>Null while nothing is loaded, where detection is off, and for a name without a registrable domain.</returns>
    public DomainScore? Of(Explanation explanation)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        if (loader.Engine is not { } engine || !DomainNameText.TryParse(explanation.Request.Name.ToLowerInvariant(), wire, out int length) || engine.RegistrableAt(wire.AsSpan(0, length)) is not (>= 0 and var at))
        {
            return null;
        }

        ReadOnlySpan<byte> name = wire.AsSpan(0, length);
        int? age = engine.Seen.TryFirstSeen(name[at..], out int first) ? (int)(time.GetUtcNow().ToUnixTimeSeconds() / SecondsPerDay) - first : engine.Seen.IsNew(name[at..]) ? null : 0;
        LookAlike likeness = engine.LookAlikes.Judge(name);
        return DomainScore.Of(new DomainSigns(
            explanation.Decision is Decision.Blocked && explanation.Reason is Reason.BlockList or Reason.ThreatFeed,
            engine.Popular.RankOf(name[at..]),
            age,
            likeness.IsAny ? likeness.Imitated : null,
            explanation.Score,
            engine.Host?.Score(name)));
    }
}
