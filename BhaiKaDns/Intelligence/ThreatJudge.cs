using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence;

/// <summary>
/// Judges a question that nothing else decided and that would go upstream, where the home blocks. A score alone blocks nothing: the
/// model needs a device that swarms, or a home that asked for strictness. Any thread; allocates nothing.
/// </summary>
internal sealed class ThreatJudge(EngineLoader loader, MonotonicClock clock, IOptions<IntelligenceOptions> options)
{
    private const long DayMs = 24L * 60 * 60 * 1000;

    /// <summary>Judges a query that is about to go upstream, and counts it against the budget of tunnels.</summary>
    /// <param name="name">Lower-case wire form.</param>
    /// <returns><see cref="Reason.None"/> if it may.</returns>
    public Reason Judge(in ClientAddress client, ReadOnlySpan<byte> name) => Judge(client, name, isQuery: true);

    /// <summary>What would be said of a query; leaves no trace.</summary>
    public Reason Foresee(in ClientAddress client, ReadOnlySpan<byte> name) => Judge(client, name, isQuery: false);

    private Reason Judge(in ClientAddress client, ReadOnlySpan<byte> name, bool isQuery)
    {
        if (options.Value.Mode is not DetectionMode.Block || loader.Engine is not { } engine)
        {
            return Reason.None;
        }

        int at = engine.RegistrableAt(name);
        long now = clock.UnixTimeMs;
        if (at < 0 || engine.IsGuarded(name[at..], (int)(now / DayMs)))
        {
            return Reason.None;
        }

        bool isStrict = options.Value.Sensitivity is Sensitivity.Strict;
        if (isQuery ? !engine.TunnelBudget.Admits(client, name, at, clock.Milliseconds) : engine.TunnelBudget.IsCut(client, name[at..], clock.Milliseconds))
        {
            return Reason.Tunnel;
        }

        if (isStrict && engine.LookAlikes.Judge(name).IsAny)
        {
            return Reason.LookAlike;
        }

        return IsMachineMade(engine, client, name, at, now, isStrict) ? Reason.ThreatModel : Reason.None;
    }

    private static bool IsMachineMade(DetectionEngine engine, in ClientAddress client, ReadOnlySpan<byte> name, int at, long now, bool isStrict)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        float score = engine.Measure(name, at, features);
        foreach ((_, RuleExpression when) in engine.Rules)
        {
            if (when.Matches(new RuleInput(features, name[at..], engine.Suffixes.SuffixAt(name[at..], withPrivate: true))))
            {
                return true;
            }
        }

        return isStrict ? score >= engine.NameThreshold : score >= 0 && engine.Swarms?.IsSwarming(client, now) is true;
    }
}
