using BhaiKaDns.Hosting;

namespace BhaiKaDns.Resolution;

/// <summary>Writes down how upstreams fare: in themselves, in metrics, on the health board and in the log. Safe from any thread.</summary>
internal sealed partial class UpstreamObserver(
    UpstreamDirectory directory, ResolutionMetrics metrics, HealthBoard health, MonotonicClock clock, TimeProvider time, ILogger<UpstreamObserver> logger)
{
    /// <summary>Name of the part on the health board.</summary>
    public const string HealthPart = "upstreams";

    private readonly Lock _gate = new();
    private bool _isSilent;

    /// <summary>Says on the health board that upstreams are configured; nothing is known of them yet.</summary>
    public void Begin() => health.Report(HealthPart, HealthState.Ok, $"{directory.Main.Count} configured.");

    /// <param name="isDeclined">The upstream is there but could not answer this question.</param>
    public void Answered(UpstreamExchange exchange, bool isDeclined, long nowMs)
    {
        Upstream upstream = exchange.Upstream;
        double elapsedMs = ElapsedMs(exchange);
        metrics.RecordDuration(upstream, elapsedMs / 1000);
        if (isDeclined)
        {
            metrics.CountError(upstream, UpstreamError.ServerFailure);
        }

        if (upstream.RecordAnswer(elapsedMs, nowMs, time.GetUtcNow()))
        {
            LogUpstreamAnswers(upstream.Address.Text);
            Review();
        }
    }

    public void Failed(UpstreamExchange exchange, UpstreamError error, long nowMs)
    {
        Upstream upstream = exchange.Upstream;
        metrics.CountError(upstream, error);

        // Our own lack of room says nothing of the upstream.
        if (error is not UpstreamError.Overloaded && upstream.RecordFailure(ElapsedMs(exchange), nowMs, time.GetUtcNow()))
        {
            LogUpstreamFails(upstream.Address.Text, error);
            Review();
        }
    }

    public void Mismatched(Upstream upstream) => metrics.CountError(upstream, UpstreamError.Mismatch);

    public void OtherCase(Upstream upstream)
    {
        metrics.CountError(upstream, UpstreamError.Mismatch);
        if (upstream.RecordOtherCase(clock.Milliseconds))
        {
            LogPlainCase(upstream.Address.Text);
        }
    }

    private double ElapsedMs(UpstreamExchange exchange) => clock.MicrosecondsBetween(exchange.StartedTimestamp, clock.Timestamp) / 1000.0;

    private void Review()
    {
        lock (_gate)
        {
            bool isSilent = directory.Main.All(upstream => upstream.IsFailing);
            if (isSilent == _isSilent)
            {
                return;
            }

            _isSilent = isSilent;
            if (isSilent)
            {
                DateTimeOffset since = directory.Main.Max(upstream => upstream.Status().Since);
                health.Report(HealthPart, HealthState.Degraded, $"No upstream answers since {since:u}.");
                LogAllFail();
            }
            else
            {
                health.Report(HealthPart, HealthState.Ok, $"{directory.Main.Count(upstream => !upstream.IsFailing)} of {directory.Main.Count} answer.");
                LogAnswersAgain();
            }
        }
    }

    [LoggerMessage(EventId = 1600, Level = LogLevel.Warning, Message = "No upstream answers; answers come from the cache only until one does.")]
    private partial void LogAllFail();

    [LoggerMessage(EventId = 1601, Level = LogLevel.Information, Message = "An upstream answers again; names are resolved as usual.")]
    private partial void LogAnswersAgain();

    [LoggerMessage(EventId = 1602, Level = LogLevel.Information, Message = "Upstream {Upstream} failed three times in a row ({Error}); it is asked last until it answers.")]
    private partial void LogUpstreamFails(string upstream, UpstreamError error);

    [LoggerMessage(EventId = 1603, Level = LogLevel.Information, Message = "Upstream {Upstream} answers again.")]
    private partial void LogUpstreamAnswers(string upstream);

    [LoggerMessage(EventId = 1604, Level = LogLevel.Information, Message = "Upstream {Upstream} does not keep the case of names; it is sent plain lower case for an hour.")]
    private partial void LogPlainCase(string upstream);
}
