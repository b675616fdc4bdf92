using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Analytics;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Components.Pages.Home;

/// <summary>What the dashboard says of its numbers.</summary>
public sealed partial class DashboardPage
{
    private LiveTotals Totals => _snapshot!.Totals;

    private string State => this switch
    {
        { RendererInfo.IsInteractive: false } => "connecting",
        { _hasFailed: true } => "failed",
        { _isHeld: true } => "held",
        _ => "live",
    };

    private string StateWord => T[State switch
    {
        "connecting" => "Connecting…",
        "failed" => "Interrupted",
        "held" => "Held still",
        _ => "Live",
    }];

    private string Trouble => (Totals.Failed, Totals.Refused) switch
    {
        (0, 0) => T["since the start"],
        var (failed, refused) => TroubleOf(failed, refused),
    };

    private string HistoryTrouble => TroubleOf(_report!.Totals.Failed, _report.Totals.Refused);

    private string AnswerTime => (_report!.Median?.TotalMilliseconds ?? _report.Totals.MeanMs) is { } ms ? DisplayText.Elapsed((uint)Math.Min(ms * 1000, uint.MaxValue)) : "–";

    private string AnswerTimeNote => _report!.P95 is { } slow
        ? T["the middle one; 95 % within {0}", DisplayText.Elapsed((uint)Math.Min(slow.TotalMicroseconds, uint.MaxValue))]
        : T["on average"];

    private string ChartTitle => T["Queries in {0}", StepWords(_report!.Step)];

    private string EmptySentence => _health?.Overall is HealthState.Starting
        ? T["The server is starting; the first queries appear here in a moment."]
        : T["No queries yet. Name this machine as the DNS server in your router or on a device, and what it asks appears here."];

    private string FailedSentence => _snapshot is null
        ? T["The numbers cannot be read at the moment. Names are still being answered; trying again every second."]
        : T["The numbers cannot be read at the moment; those below are of {0:HH:mm:ss}. Names are still being answered; trying again every second.", _snapshot.TakenAt.ToOffset(_utcOffset)];

    private string LogAddress => _scope switch
    {
        { Client: { Length: > 0 } device } => $"queries?search={Uri.EscapeDataString($"device:\"{device}\"")}",
        { Group: { Length: > 0 } group } => $"queries?search={Uri.EscapeDataString($"group:\"{group}\"")}",
        _ => "queries",
    };

    private static RankedItem[] Ranked(IReadOnlyList<NameCount> names) => [.. names.Take(MostRanked).Select(name => new RankedItem(name.Name, name.Count, name.MaxError))];

    private RankedItem[] Ranked(IReadOnlyList<ClientCount> clients) =>
        [.. clients.Select(client => new RankedItem(Names.DeviceOf(client.Client) ?? client.Client.ToString(), client.Count, 0))];

    private RankedItem[] Ranked(IReadOnlyList<DeviceCount> devices) =>
        [.. devices.Take(MostRanked).Select(device => new RankedItem(device.Device ?? device.Address ?? T["others"], device.Queries, 0))];

    private string TroubleOf(long failed, long refused) => (failed, refused) switch
    {
        (0, 0) => T["none failed"],
        (_, 0) => T["{0} failed", DisplayText.Count(failed)],
        (0, _) => T["{0} refused", DisplayText.Count(refused)],
        _ => T["{0} failed, {1} refused", DisplayText.Count(failed), DisplayText.Count(refused)],
    };

    // A share of nothing is no number.
    private string Share(double share) => Totals.Queries == 0 ? "–" : DisplayText.Share(share);

    private static string Share(double? share) => share is { } known ? DisplayText.Share(known) : "–";
}
