using System.Diagnostics.Metrics;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence;

/// <summary>What the engine found.</summary>
internal sealed class IntelligenceMetrics
{
    private const string MeterName = "BhaiKaDns.Intelligence";

    private readonly Counter<long> _threats;
    private readonly Counter<long> _newDomains;
    private readonly Dictionary<Reason, KeyValuePair<string, object?>> _kinds =
        new[] { Reason.ThreatModel, Reason.Tunnel, Reason.Beacon, Reason.LookAlike, Reason.NewDomain }.ToDictionary(reason => reason, reason => new KeyValuePair<string, object?>("kind", reason.Id()));

    public IntelligenceMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _threats = meter.CreateCounter<long>("bhaikadns.threats", "{finding}", "What detectors found, by kind.");
        _newDomains = meter.CreateCounter<long>("bhaikadns.new.domains", "{domain}", "Domains that this home asked for the first time.");
    }

    public void Found(Reason reason) => _threats.Add(1, _kinds[reason]);

    public void NewDomain() => _newDomains.Add(1);
}
