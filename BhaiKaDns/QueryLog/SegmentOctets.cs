using System.Buffers;

namespace BhaiKaDns.QueryLog;

/// <summary>Reads a whole segment into a rented array.</summary>
internal static class SegmentOctets
{
    /// <summary>
    /// Read, not mapped: a mapped file that is cut or whose disk fails kills the process. Throws <see cref="FileNotFoundException"/>
    /// for a segment that is gone.
    /// </summary>
    /// <param name="octets">To be returned to the shared pool by the caller, also when this throws after renting.</param>
    /// <returns>Octets read.</returns>
    public static int Read(string folder, long number, out byte[] octets)
    {
        octets = [];
        using FileStream file = new(SegmentName.Segment(folder, number), new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        });
        int length = (int)Math.Min(file.Length, Array.MaxLength);
        octets = ArrayPool<byte>.Shared.Rent(length);
        return file.ReadAtLeast(octets.AsSpan(0, length), length, throwOnEndOfStream: false);
    }
}
