using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Redraws a page at its own pace for as long as it is open; draws nothing itself and does nothing while prerendering.</summary>
public sealed partial class Pulse : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Task _beating = Task.CompletedTask;
    private bool _isFailing;

    [Parameter, EditorRequired]
    public TimeSpan Every { get; set; }

    /// <summary>What is done at each beat; the page is redrawn after it. The first beat comes after one span.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnBeat { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ComponentsMetrics Metrics { get; set; } = null!;

    [Inject]
    private ILogger<Pulse> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _beating;
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _beating = BeatAsync(_leaving.Token);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using IDisposable open = Metrics.PageOpened();
        using PeriodicTimer timer = new(Every, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await TryBeatAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task TryBeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await InvokeAsync(OnBeat.InvokeAsync);
            _isFailing = false;
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested && problem is not OperationCanceledException)
        {
            // One line for each time it breaks, not one a beat.
            if (!_isFailing)
            {
                LogBeatFailed(Logger, problem);
            }

            _isFailing = true;
        }
    }

    [LoggerMessage(2201, LogLevel.Warning, "A page could not be brought up to date. It shows what it had and tries again at its next beat.")]
    private static partial void LogBeatFailed(ILogger logger, Exception problem);
}
