using System.Buffers.Binary;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// Appends sealed blocks to the newest segment and begins new ones. Everything but <see cref="Flush"/>, <see cref="Number"/> and
/// <see cref="CheckPresence"/> belongs to the thread that drains the events. File errors are thrown to the caller, who then
/// calls <see cref="Close"/>.
/// </summary>
internal sealed class SegmentWriter(string folder, QueryLogOptions options) : IDisposable
{
    private readonly long _maxLength = options.SegmentSizeMegabytes * 1024L * 1024L;
    private readonly long _maxAgeMs = (long)options.SegmentAge.TotalMilliseconds;
    private volatile FileStream? _file;
    private volatile bool _isMissing;
    private long _number;
    private long _length;
    private long _begunAtMs;

    public bool IsOpen => _file is not null;

    /// <summary>Number of the segment being written; no other may append to it, retention leaves it alone. Zero before the first.</summary>
    public long Number => Volatile.Read(ref _number);

    /// <summary>
    /// Opens the newest segment and cuts off what no whole block covers: the rest of a write that a crash or power cut ended.
    /// </summary>
    /// <returns>Octets cut off.</returns>
    public long Open(long nowMs)
    {
        PrivateFile.CreateFolder(folder);
        List<long> numbers = SegmentName.List(folder);
        long newest = numbers.Count == 0 ? 0 : numbers[0];
        Volatile.Write(ref _number, newest);
        if (newest == 0)
        {
            Begin(nowMs);
            return 0;
        }

        FileStream file = PrivateFile.Open(SegmentName.Segment(folder, newest), FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            return TakeOver(file, nowMs);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends one block, in a new segment if the newest is full, old or gone.</summary>
    public void Append(ReadOnlySpan<byte> block, long nowMs)
    {
        if (_isMissing || _length + block.Length > _maxLength || nowMs - _begunAtMs > _maxAgeMs)
        {
            Begin(nowMs);
        }

        RandomAccess.Write(_file!.SafeFileHandle, block, _length);
        _length += block.Length;
    }

    /// <summary>Forces what was written onto the disk. Any thread; waits for the disk.</summary>
    public void Flush()
    {
        FileStream? file = _file;
        if (file is null)
        {
            return;
        }

        try
        {
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
        catch (ObjectDisposedException)
        {
            // Closed by the writing thread since we looked; it flushes what it closes.
        }
    }

    /// <summary>Notices that somebody removed the file under us; the next block begins a new one. Any thread.</summary>
    public void CheckPresence() => _isMissing = IsOpen && !File.Exists(SegmentName.Segment(folder, Number));

    public void Close()
    {
        FileStream? file = _file;
        _file = null;
        file?.Dispose();
    }

    public void Dispose() => Close();

    private long TakeOver(FileStream file, long nowMs)
    {
        long length = file.Length;
        long validEnd = 0;
        long begunAtMs = nowMs;
        if (length is >= SegmentName.FileHeaderLength && length <= Array.MaxLength)
        {
            byte[] octets = GC.AllocateUninitializedArray<byte>((int)length);
            file.ReadExactly(octets);
            if (octets.AsSpan().StartsWith(SegmentName.FormatMark))
            {
                begunAtMs = BinaryPrimitives.ReadInt64LittleEndian(octets.AsSpan(SegmentName.FormatMark.Length));
                var scanner = new SegmentScanner(octets);
                while (scanner.TryNext(out _, out _))
                {
                }

                validEnd = scanner.ValidEnd;
            }
        }

        if (validEnd == 0)
        {
            // Not even its header was written, or it is of another version: it is left as it is.
            file.Dispose();
            Begin(nowMs);
            return length;
        }

        if (length > validEnd)
        {
            file.SetLength(validEnd);
        }

        _length = validEnd;
        _begunAtMs = begunAtMs;
        _isMissing = false;
        _file = file;
        return length - validEnd;
    }

    private void Begin(long nowMs)
    {
        Flush();
        Close();
        PrivateFile.CreateFolder(folder);
        long number = Number + 1;
        FileStream file = PrivateFile.Open(SegmentName.Segment(folder, number), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        Span<byte> header = stackalloc byte[SegmentName.FileHeaderLength];
        SegmentName.FormatMark.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[SegmentName.FormatMark.Length..], nowMs);
        _file = file;
        Volatile.Write(ref _number, number);
        _begunAtMs = nowMs;
        _isMissing = false;
        RandomAccess.Write(file.SafeFileHandle, header, 0);
        _length = header.Length;
    }
}
