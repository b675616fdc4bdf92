namespace BhaiKaDns.Analytics;

/// <summary>What happened in the past, up to this moment. Safe from any thread.</summary>
internal sealed class QueryHistory(HistoryKeeper keeper, HistoryArchive archive, HistoryRecorder recorder, TimeProvider time)
{
    /// <summary>
    /// Buckets of one step that begin in a span, oldest first, each beginning once; those without any query are missing, the one that is
    /// running is as it is now. Reads files, off the caller's thread.
    /// </summary>
    /// <param name="from">Rounded down to the beginning of a bucket.</param>
    /// <param name="to">Excluded.</param>
    public Task<IReadOnlyList<HistoryBucket>> ReadAsync(HistoryStep step, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.Run(() => Read(step, StartOf(from.ToUnixTimeMilliseconds(), step), to.ToUnixTimeMilliseconds()), cancellationToken);

    private IReadOnlyList<HistoryBucket> Read(HistoryStep step, long fromMs, long toMs)
    {
        _ = keeper.Keep();
        List<HistoryBucket> buckets = [];
        try
        {
            buckets = archive.Read(step, fromMs, toMs);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The keeper has said so or will; what is in memory is still true.
        }

        HistoryOpen open = recorder.Look();
        HistoryBucket[] running = step is HistoryStep.Minute ? [open.Minute] : [open.Minute, open.Names];
        buckets.AddRange(running
            .Select(bucket => bucket with { StartMs = StartOf(bucket.StartMs, step) })
            .Where(bucket => bucket.StartMs >= fromMs && bucket.StartMs < toMs));
        return
        [
            .. buckets.GroupBy(bucket => bucket.StartMs)
                .OrderBy(group => group.Key)
                .Select(group => group.Count() == 1 ? group.First() : HistoryBucket.Sum(group.Key, [.. group]))
                .Where(bucket => bucket.Totals.Queries > 0),
        ];
    }

    private long StartOf(long unixTimeMs, HistoryStep step) => HistoryCalendar.Around(unixTimeMs, step, time.LocalTimeZone).StartMs;
}
