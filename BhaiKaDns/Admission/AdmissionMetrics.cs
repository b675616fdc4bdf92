using System.Diagnostics.Metrics;

namespace BhaiKaDns.Admission;

/// <summary>Counts what was not let in. Floods must stay cheap, so these are the only instruments on their way.</summary>
internal sealed class AdmissionMetrics
{
    private readonly Counter<long> _overRate;
    private readonly Counter<long> _strangers;
    private readonly Counter<long> _heldBack;

    public AdmissionMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create("BhaiKaDns.Admission");
        _overRate = meter.CreateCounter<long>("bhaikadns.admission.over_rate", "{query}", "Queries not answered because their client is over its rate.");
        _strangers = meter.CreateCounter<long>("bhaikadns.admission.strangers", "{query}", "Queries from networks that may not ask.");
        _heldBack = meter.CreateCounter<long>("bhaikadns.admission.responses_held_back", "{response}", "Responses to strangers truncated or dropped by the response rate limit.");
    }

    public void OverRate() => _overRate.Add(1);

    public void Stranger() => _strangers.Add(1);

    public void ResponseHeldBack() => _heldBack.Add(1);
}
