using BhaiKaDns.Hosting.Linux;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>
/// What can wait until the first answers are out, and should be done before somebody waits for it; then memory that only the start
/// needed is given back. Runs once, a moment after everything has started.
/// </summary>
internal sealed partial class AfterStart(
    IEnumerable<LateWork> works, IHostApplicationLifetime lifetime, IOptions<MemoryOptions> options, TimeProvider time, ILogger<AfterStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>All that waits, in the order of registration. One that fails does not keep the others.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (LateWork work in works)
        {
            try
            {
                await work.RunAsync(cancellationToken);
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(work.Name, problem.Message);
            }
        }

        if (options.Value.TrimAfterStart)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            if (OperatingSystem.IsLinux())
            {
                Trim();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(Pause, time, stoppingToken);
        await RunAsync(stoppingToken);
    }

    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    private void Trim()
    {
        try
        {
            LogTrimmed(StartMemory.GiveBack() >> 20);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotTrimmed(problem.Message);
        }
    }

    [LoggerMessage(1002, LogLevel.Debug, "The start is over; {Megabytes} MB that it had mapped went back to the system.")]
    private partial void LogTrimmed(long megabytes);

    [LoggerMessage(1003, LogLevel.Debug, "What the start had mapped stays mapped: {Problem}")]
    private partial void LogNotTrimmed(string problem);

    [LoggerMessage(1004, LogLevel.Warning, "After the start, {Work} failed; it is done when it is first needed: {Problem}")]
    private partial void LogFailed(string work, string problem);
}

/// <summary>Something to do once the first answers are out.</summary>
/// <param name="Name">For the log: "opening the database".</param>
internal sealed record LateWork(string Name, Func<CancellationToken, Task> RunAsync);
