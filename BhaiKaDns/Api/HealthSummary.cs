using BhaiKaDns.Hosting;

namespace BhaiKaDns.Api;

/// <summary>What the health board says, as one word and one list.</summary>
internal sealed class HealthSummary(HealthBoard board, IHostApplicationLifetime lifetime)
{
    private const string Draining = "draining";

    /// <summary>Only the listeners decide: a part that is down makes answers worse, not impossible.</summary>
    public bool IsReady => !lifetime.ApplicationStopping.IsCancellationRequested && ListenersState <= HealthState.Degraded;

    private HealthState ListenersState => board.Parts.FirstOrDefault(part => part.Name == HealthParts.Listeners)?.State ?? HealthState.Starting;

    public HealthReport Take() =>
        new(Status(), [.. board.Parts.Select(part => new HealthReportPart(part.Name, Id(part.State), part.Since, part.Detail))]);

    public string Status()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Draining;
        }

        return Id(IsReady && board.Overall > HealthState.Ok ? HealthState.Degraded : IsReady ? HealthState.Ok : ListenersState);
    }

    private static string Id(HealthState state) => state switch
    {
        HealthState.Ok => "ok",
        HealthState.Degraded => "degraded",
        HealthState.Starting => "starting",
        _ => "down",
    };
}
