using System.Buffers;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// Searches the log, newest rows first, while it is being written. Reads one segment at a time into memory and, thanks to the
/// indexes, only those that can hold what is wanted. Safe from any thread.
/// </summary>
internal sealed class QueryLogReader(DataDirectory directory, QueryLogMetrics metrics) : IDisposable
{
    /// <summary>Each search holds a segment in memory, so a crowd of readers waits in line.</summary>
    private const int MaxSearches = 2;

    private readonly string _folder = directory.Combine(SegmentName.Folder);
    private readonly SemaphoreSlim _places = new(MaxSearches, MaxSearches);

    /// <summary>Rows that pass the filter; off the caller's thread, as a long search takes a core for some hundred milliseconds.</summary>
    public async Task<QueryLogPage> ReadAsync(QueryLogFilter filter, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(filter, cancellationToken), cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private QueryLogPage Read(QueryLogFilter filter, CancellationToken cancellationToken)
    {
        var page = new PageBuilder(filter);
        List<long> segments = SegmentName.List(_folder);
        for (int at = 0; at < segments.Count && !page.IsFull; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long number = segments[at];
            if (number > (filter.Before?.Segment ?? long.MaxValue))
            {
                continue;
            }

            // The newest segment is still growing: it has no index, or one from before it was opened again.
            if (at > 0 && SegmentIndex.Load(_folder, number) is { } index && !index.MayMatch(filter))
            {
                continue;
            }

            ReadSegment(number, page);
        }

        metrics.DamageSkipped(page.DamagedPlaces);
        return page.Build();
    }

    private void ReadSegment(long number, PageBuilder page)
    {
        byte[]? octets = null;
        try
        {
            int length = SegmentOctets.Read(_folder, number, out octets);
            page.AddSegment(number, octets.AsSpan(0, length));
        }
        catch (FileNotFoundException)
        {
            // Retention deleted it since the folder was listed.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            page.PassOver();
        }
        finally
        {
            if (octets is not null)
            {
                ArrayPool<byte>.Shared.Return(octets);
            }
        }
    }

    /// <summary>Gathers rows until the page is full and remembers where it stopped.</summary>
    private sealed class PageBuilder(QueryLogFilter filter)
    {
        private readonly List<QueryLogRow> _rows = [];
        private readonly List<(int Offset, BlockHeader Header)> _blocks = [];
        private readonly int[] _offsets = new int[BlockReader.MaxRows];
        private QueryLogCursor _last;

        public bool IsFull => _rows.Count >= filter.Limit;

        public int DamagedPlaces { get; private set; }

        /// <summary>Counts a segment that cannot be read at all.</summary>
        public void PassOver() => DamagedPlaces++;

        public QueryLogPage Build() => new(_rows, IsFull && _rows.Count > 0 ? _last : null, DamagedPlaces);

        public void AddSegment(long number, ReadOnlySpan<byte> segment)
        {
            _blocks.Clear();
            var scanner = new SegmentScanner(segment);
            while (scanner.TryNext(out int offset, out BlockHeader header))
            {
                _blocks.Add((offset, header));
            }

            DamagedPlaces += scanner.DamagedPlaces;
            for (int at = _blocks.Count - 1; at >= 0 && !IsFull; at--)
            {
                (int offset, BlockHeader header) = _blocks[at];
                int endRow = EndRow(number, offset);
                if (endRow > 0 && filter.MayMatch(header.MinTimeMs, header.MaxTimeMs))
                {
                    AddBlock(number, offset, new BlockReader(segment[offset..], header), header, endRow);
                }
            }
        }

        /// <summary>The row before which reading of a block begins: all of them, some, or (behind the cursor) none.</summary>
        private int EndRow(long number, int offset)
        {
            if (filter.Before is not { } before || number < before.Segment || offset < before.Block)
            {
                return int.MaxValue;
            }

            return offset == before.Block ? before.Row : 0;
        }

        private void AddBlock(long number, int blockOffset, BlockReader block, in BlockHeader header, int endRow)
        {
            int client = filter.Client is { } wanted ? block.IndexOf(wanted) : -1;
            if (filter.Client is not null && client < 0)
            {
                return;
            }

            int count = block.FindRows(_offsets);
            for (int at = Math.Min(count, endRow) - 1; at >= 0 && !IsFull; at--)
            {
                RowHeader row = block.Read(_offsets[at], out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found);
                long timeMs = header.BaseTimeMs + row.DeltaMs;
                if (client >= 0 && row.Client != client)
                {
                    continue;
                }

                ClientAddress? asking = block.Client(row.Client);
                if (filter.Matches(row, asking, name, found, timeMs))
                {
                    _last = new QueryLogCursor(number, blockOffset, at);
                    _rows.Add(ToRow(row, name, found, timeMs, asking));
                }
            }
        }

        private static QueryLogRow ToRow(in RowHeader row, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found, long timeMs, ClientAddress? client) => new(
            DateTimeOffset.FromUnixTimeMilliseconds(timeMs),
            client,
            name.IsEmpty ? null : DomainNameText.ToText(name),
            row.Type,
            row.Protocol,
            row.Decision,
            row.Reason,
            row.ListId,
            row.ResponseCode,
            row.Source,
            row.ElapsedMicroseconds,
            row.Upstream,
            FoundText.Of(row.Reason, found));
    }
}
