using System.Buffers;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>Makes the indexes of closed segments and deletes segments that are too old or too many. One thread at a time.</summary>
internal sealed partial class SegmentRetention(
    DataDirectory directory,
    IOptions<QueryLogOptions> options,
    TimeProvider time,
    ILogger<SegmentRetention> logger)
{
    private readonly string _folder = directory.Combine(SegmentName.Folder);
    private readonly Dictionary<long, long> _newestRow = [];

    /// <param name="activeSegment">Being written: neither indexed nor deleted. 0 when that is not known: then the newest counts as it.</param>
    public void Tidy(long activeSegment, CancellationToken cancellationToken)
    {
        List<long> segments = SegmentName.List(_folder);
        if (segments.Count == 0)
        {
            return;
        }

        long active = activeSegment == 0 ? segments[0] : activeSegment;
        long oldestMs = (time.GetUtcNow() - options.Value.Retention).ToUnixTimeMilliseconds();
        long maxOctets = options.Value.MaxSizeMegabytes * 1024L * 1024L;
        long octets = 0;
        int deleted = 0;
        foreach (long number in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            octets += LengthOf(SegmentName.Segment(_folder, number));
            if (number >= active)
            {
                continue;
            }

            if (NewestRowMs(number) < oldestMs || octets > maxOctets)
            {
                Delete(number);
                deleted++;
                continue;
            }

            octets += LengthOf(SegmentName.Index(_folder, number));
        }

        if (deleted > 0)
        {
            LogDeleted(deleted);
        }
    }

    private long NewestRowMs(long number)
    {
        if (_newestRow.TryGetValue(number, out long known))
        {
            return known;
        }

        SegmentIndex? index = SegmentIndex.Load(_folder, number);
        if (index is null)
        {
            byte[]? octets = null;
            try
            {
                int length = SegmentOctets.Read(_folder, number, out octets);
                index = SegmentIndex.Build(octets.AsSpan(0, length));
                index.Save(_folder, number);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // One segment that cannot be read must not keep the older ones from being deleted; the size bound still applies to it.
                return index?.MaxTimeMs ?? long.MaxValue;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(octets ?? []);
            }
        }

        return _newestRow[number] = index.MaxTimeMs;
    }

    private void Delete(long number)
    {
        File.Delete(SegmentName.Segment(_folder, number));
        File.Delete(SegmentName.Index(_folder, number));
        _ = _newestRow.Remove(number);
    }

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    [LoggerMessage(1711, LogLevel.Debug, "{Count} segments of the query log were deleted: too old, or over the size bound.")]
    private partial void LogDeleted(int count);
}
