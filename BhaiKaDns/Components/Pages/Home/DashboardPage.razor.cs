using System.Globalization;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Analytics;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BhaiKaDns.Components.Pages.Home;

/// <summary>
/// What happens in the house at this moment, or has happened since. Live numbers are taken once a second, however many queries come; the
/// history is read now and then, off the circuit. Keeps nothing but the last of both.
/// </summary>
public sealed partial class DashboardPage : ComponentBase, IDisposable
{
    private const int MostRanked = 20;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private LiveSnapshot? _snapshot;
    private HistoryReport? _report;
    private RateChartGeometry _geometry = RateChartGeometry.Empty;
    private HealthReading? _health;
    private HistoryScope _scope = HistoryScope.Everybody;
    private DashboardRange _range;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private TimeSpan _utcOffset;
    private string _whom = "";
    private bool _isReading;
    private bool _hasFailed;
    private bool _isHeld;

    [Inject]
    private Func<LiveSnapshot> TakeSnapshot { get; set; } = null!;

    [Inject]
    private ReadHistory ReadHistory { get; set; } = null!;

    [Inject]
    private HomeNames Names { get; set; } = null!;

    [Inject]
    private HealthBoard Health { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<DashboardPage> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
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
        // Never reached while prerendering: a page that nobody stays on reads no history.
        if (!firstRender)
        {
            return;
        }

        try
        {
            _utcOffset = TimeSpan.FromMinutes(await Browser.InvokeAsync<int>("bhaiKaDns.utcOffsetMinutes", _leaving.Token));
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The server's own zone stays: in a home it is nearly always the reader's.
        }

        await ReadAsync();
        StateHasChanged();
    }

    private async Task BeatAsync()
    {
        if (_isHeld)
        {
            return;
        }

        Take();
        if (Time.GetUtcNow() - _readAt >= _range.Pace())
        {
            await ReadAsync();
        }
    }

    private async Task ChooseAsync(DashboardRange range)
    {
        _range = range;
        _report = null;
        _isHeld = false;
        await ReadAsync();
    }

    private async Task ChooseWhomAsync(ChangeEventArgs change)
    {
        _whom = change.Value as string ?? "";
        _scope = _whom switch
        {
            ['g', ':', .. var group] => new HistoryScope(group, null),
            ['d', ':', .. var device] => new HistoryScope(null, device),
            _ => HistoryScope.Everybody,
        };

        // Seconds are counted for the whole home alone.
        await ChooseAsync(_range is DashboardRange.Live && !_scope.IsEverybody ? DashboardRange.Hour : _range);
    }

    private void Take()
    {
        try
        {
            _health = new HealthReading(Health.Overall, Health.Parts);
            if (_range is DashboardRange.Live)
            {
                _snapshot = TakeSnapshot();
            }

            _hasFailed = false;
        }
        catch (Exception exception) when (!_leaving.IsCancellationRequested)
        {
            Fail(exception);
        }
    }

    private async Task ReadAsync()
    {
        if (_isReading)
        {
            return;
        }

        _isReading = true;
        try
        {
            // Chosen anew while it was read: read once more for the new choice.
            for ((DashboardRange, HistoryScope)? read = null; read != (_range, _scope) && !_leaving.IsCancellationRequested;)
            {
                read = (_range, _scope);
                DateTimeOffset now = Time.GetUtcNow();
                (HistoryReport? report, _) = await ReadHistory(now - _range.Span(), now, _scope, _leaving.Token);
                if (read == (_range, _scope))
                {
                    _report = report;
                    _geometry = report is null ? RateChartGeometry.Empty : Draw(report);
                    _readAt = now;
                }
            }
        }
        catch (Exception exception) when (!_leaving.IsCancellationRequested)
        {
            // Not at each beat: the next attempt comes when the next reading would.
            _readAt = Time.GetUtcNow();
            Fail(exception);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _isReading = false;
        }
    }

    private RateChartGeometry Draw(HistoryReport report) => RateChartGeometry.Of(
        [.. report.Points.Select(point => (point.Counts.Queries, point.Counts.Blocked))],
        T[_range.Ago()],
        T["{0} queries in all, {1} of them blocked; at most {2} in {3}.", Number(report.Totals.Queries), Number(report.Totals.Blocked), Number(report.Points.Max(point => point.Counts.Queries)), StepWords(report.Step)]);

    private string StepWords(TimeSpan step) => step switch
    {
        { TotalMinutes: 1 } => T["a minute"],
        { TotalHours: 1 } => T["an hour"],
        { TotalDays: 1 } => T["a day"],
        { TotalHours: < 1 } => T["{0} minutes", (int)step.TotalMinutes],
        { TotalDays: < 1 } => T["{0} hours", (int)step.TotalHours],
        _ => T["{0} days", (int)step.TotalDays],
    };

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private void Fail(Exception exception)
    {
        // One line for each time it breaks, not one a second.
        if (!_hasFailed)
        {
            LogNumbersUnreadable(Logger, exception);
        }

        _hasFailed = true;
    }

    private void Hold() => _isHeld = !_isHeld;

    [LoggerMessage(2200, LogLevel.Warning, "The dashboard could not read its numbers. It shows the last ones it had and tries again.")]
    private static partial void LogNumbersUnreadable(ILogger logger, Exception exception);
}
