using BhaiKaDns.Analytics;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BhaiKaDns.Components.Pages.Home;

/// <summary>
/// What happens in the house at this moment. Takes a snapshot once a second, however many queries come; keeps nothing but the last
/// one; stops when the page is left.
/// </summary>
public sealed partial class LivePage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private Task _drawing = Task.CompletedTask;
    private LiveSnapshot? _snapshot;
    private HealthReading? _health;
    private TimeSpan _utcOffset;
    private bool _hasFailed;
    private bool _isHeld;

    [Inject]
    private Func<LiveSnapshot> TakeSnapshot { get; set; } = null!;

    [Inject]
    private HealthBoard Health { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ComponentsMetrics Metrics { get; set; } = null!;

    [Inject]
    private ILogger<LivePage> Logger { get; set; } = null!;

    private LiveTotals Totals => _snapshot!.Totals;

    private string State => this switch
    {
        { RendererInfo.IsInteractive: false } => "connecting",
        { _hasFailed: true } => "failed",
        { _isHeld: true } => "held",
        _ => "live",
    };

    private string StateWord => State switch
    {
        "connecting" => "Connecting…",
        "failed" => "Interrupted",
        "held" => "Held still",
        _ => "Live",
    };

    private string Trouble => (Totals.Failed, Totals.Refused) switch
    {
        (0, 0) => "since the start",
        (_, 0) => $"{DisplayText.Count(Totals.Failed)} failed",
        (0, _) => $"{DisplayText.Count(Totals.Refused)} refused",
        _ => $"{DisplayText.Count(Totals.Failed)} failed, {DisplayText.Count(Totals.Refused)} refused",
    };

    private string EmptySentence => _health?.Overall is HealthState.Starting
        ? "The server is starting; the first queries appear here in a moment."
        : "No queries yet. Name this machine as the DNS server in your router or on a device, and what it asks appears here.";

    private string FailedSentence => _snapshot is null
        ? "The numbers cannot be read at the moment. Names are still being answered; trying again every second."
        : $"The numbers cannot be read at the moment; those below are of {_snapshot.TakenAt.ToOffset(_utcOffset):HH:mm:ss}. Names are still being answered; trying again every second.";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _drawing;
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _utcOffset = Time.LocalTimeZone.GetUtcOffset(Time.GetUtcNow());
        Take();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Never reached while prerendering: a page that nobody stays on starts no timer.
        if (!firstRender)
        {
            return;
        }

        _drawing = DrawAsync(_leaving.Token);
        try
        {
            _utcOffset = TimeSpan.FromMinutes(await Browser.InvokeAsync<int>("bhaiKaDns.utcOffsetMinutes", _leaving.Token));
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The server's own zone stays: in a home it is nearly always the reader's.
        }
    }

    private static RankedItem[] Ranked(IReadOnlyList<NameCount> names) => [.. names.Select(name => new RankedItem(name.Name, name.Count, name.MaxError))];

    private static RankedItem[] Ranked(IReadOnlyList<ClientCount> clients) => [.. clients.Select(client => new RankedItem(client.Client.ToString(), client.Count, 0))];

    // A share of nothing is no number.
    private string Share(double share) => Totals.Queries == 0 ? "–" : DisplayText.Share(share);

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        using IDisposable open = Metrics.PageOpened();
        using PeriodicTimer timer = new(Pace, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (!_isHeld)
                {
                    await InvokeAsync(Redraw);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void Redraw()
    {
        Take();
        StateHasChanged();
    }

    private void Take()
    {
        try
        {
            _health = new HealthReading(Health.Overall, Health.Parts);
            _snapshot = TakeSnapshot();
            _hasFailed = false;
        }
        catch (Exception exception) when (!_leaving.IsCancellationRequested)
        {
            // One line for each time it breaks, not one a second.
            if (!_hasFailed)
            {
                LogNumbersUnreadable(Logger, exception);
            }

            _hasFailed = true;
        }
    }

    private void Hold() => _isHeld = !_isHeld;

    [LoggerMessage(2200, LogLevel.Warning, "The live page could not read its numbers. It shows the last ones it had and tries again every second.")]
    private static partial void LogNumbersUnreadable(ILogger logger, Exception exception);
}
