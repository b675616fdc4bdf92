using System.Collections.Concurrent;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Events;

/// <summary>The one background thread that takes events out of the rings and tells them to all who listen.</summary>
internal sealed partial class QueryEventPump : IHostedService, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly QueryEventRings _rings;
    private readonly IQueryEventListener[] _listeners;
    private readonly MonotonicClock _clock;
    private readonly HostingMetrics _metrics;
    private readonly ILogger<QueryEventPump> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly ConcurrentQueue<(QueryEventRings Rings, TaskCompletionSource Told)> _adopted = [];
    private long _lost;
    private bool _isDisposed;

    public QueryEventPump(QueryEventRings rings, IEnumerable<IQueryEventListener> listeners, MonotonicClock clock, HostingMetrics metrics, ILogger<QueryEventPump> logger)
    {
        _metrics = metrics;
        _rings = rings;
        _listeners = [.. listeners];
        _clock = clock;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "query events" };
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Also tells what is left in the rings of a house that stood here before and writes no more into them; completes when that is done.
    /// Both must share a clock.
    /// </summary>
    public Task AdoptAsync(QueryEventRings rings)
    {
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _adopted.Enqueue((rings, told));
        return told.Task;
    }

    /// <summary>Ends after a last round, so that what was answered before is told.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        End();
        return Task.CompletedTask;
    }

    /// <summary>A host that was disposed of without a stop gives the rings' memory back next, so the thread ends here too.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            End();
            _stopping.Dispose();
        }
    }

    private void End()
    {
        _stopping.Cancel();

        // A host whose start failed disposes of what it never started.
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        for (bool isLast = false; !isLast;)
        {
            _rings.WaitUntilFilling(Pace, _stopping.Token);

            // Looked at before draining: what came until the stop is still told.
            isLast = _stopping.IsCancellationRequested;
            try
            {
                Drain();
                DrainAdopted();
            }
            catch (Exception exception)
            {
                // Also in the last round: a listener that fails must not end the process in the middle of its stop.
                _metrics.Error(ErrorPart.Events);
                LogListenerFailed(exception);
            }
        }
    }

    private void Drain()
    {
        long lost = _rings.Dropped - _lost;
        _lost += lost;
        Drain(_rings, lost);
    }

    private void Drain(QueryEventRings rings, long lost)
    {
        long offset = _clock.UnixTimeMs - _clock.Milliseconds;
        foreach (QueryEventRing ring in rings.All)
        {
            ring.Drain(_listeners, offset);
        }

        foreach (IQueryEventListener listener in _listeners)
        {
            if (lost > 0)
            {
                listener.Lost(lost);
            }

            listener.EndBatch();
        }
    }

    private void DrainAdopted()
    {
        while (_adopted.TryDequeue(out (QueryEventRings Rings, TaskCompletionSource Told) left))
        {
            try
            {
                Drain(left.Rings, left.Rings.Dropped);
            }
            finally
            {
                left.Told.SetResult();
            }
        }
    }

    [LoggerMessage(1200, LogLevel.Error, "A listener of query events failed; its events of this round may be missing.")]
    private partial void LogListenerFailed(Exception exception);
}
