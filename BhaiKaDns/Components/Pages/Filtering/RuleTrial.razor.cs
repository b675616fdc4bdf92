using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>Shows what rules would have changed of the questions in the log. Hidden until something is tried.</summary>
public sealed partial class RuleTrial : ComponentBase, IAsyncDisposable
{
    private const int PageLength = 50;

    private CancellationTokenSource? _running;
    private RehearsalProgress _progress = new();
    private RehearsalReport? _report;
    private IReadOnlyList<PersonalRule> _rules = [];
    private IReadOnlyList<string> _without = [];
    private string _problem = "";
    private int _hours = 24;
    private int _rows = 100_000;
    private int _shown = PageLength;
    private bool _isShown;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private RuleRehearsal Rehearsal { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<RuleTrial> Logger { get; set; } = null!;

    private bool IsRunning => _running is not null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CancelAsync();

    /// <summary>Tries rules that are not in force, and leaves out some that are.</summary>
    internal async Task BeginAsync(IReadOnlyList<PersonalRule> rules, IReadOnlyList<string> without)
    {
        await CancelAsync();
        (_rules, _without, _isShown) = (rules, without, true);
        await InvokeAsync(StateHasChanged);
        await RunAsync();
    }

    private static void Look()
    {
        // The beat redraws how far it is.
    }

    private async Task RunAsync()
    {
        using CancellationTokenSource running = new();
        (_running, _report, _problem, _progress, _shown) = (running, null, "", new RehearsalProgress(), PageLength);
        StateHasChanged();
        try
        {
            RehearsalRequest request = new(_rules, _without, _hours == 0 ? null : Time.GetUtcNow().AddHours(-_hours), null, _rows);
            (Outcome outcome, RehearsalReport? report) = await Rehearsal.RunAsync(Actor, request, _progress, running.Token);
            (_report, _problem) = (report, report is null ? outcome.Text : "");
        }
        catch (OperationCanceledException)
        {
            // Another trial may have begun meanwhile, and has its own words.
            _problem = ReferenceEquals(_running, running) ? T["Given up."] : _problem;
        }
        catch (Exception problem) when (!running.IsCancellationRequested)
        {
            LogFailed(Logger, problem);
            _problem = T["The log could not be read."];
        }
        finally
        {
            if (ReferenceEquals(_running, running))
            {
                _running = null;
            }

            StateHasChanged();
        }
    }

    private Task CancelAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    private async Task CloseAsync()
    {
        await CancelAsync();
        _isShown = false;
    }

    private string Moment(DateTimeOffset? time) => time is { } known ? Amounts.Moment(known, Time) : "";

    private string Sum(RehearsalReport report) => report switch
    {
        { Scanned: 0 } => T["The log has no questions of this time."],
        { Changed: 0 } => T["Nothing would have been decided differently."],
        _ => T[
            "{0} questions of {1} clients would have been decided differently: {2} blocked that are not, {3} let through that are blocked.",
            DisplayText.Count(report.Changed), report.Clients, DisplayText.Count(report.Blocked), DisplayText.Count(report.Freed)],
    };

    [LoggerMessage(2261, LogLevel.Warning, "A page could not try rules out on the query log; it says so.")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
