using System.Buffers.Binary;
using System.Buffers.Text;

namespace BhaiKaDns.QueryLog;

/// <summary>A place in the log, before which a search goes on. It stays good while rows are added and segments are deleted.</summary>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Block">Offset of the block in it.</param>
/// <param name="Row">Number of the row in the block, from its start.</param>
internal readonly record struct QueryLogCursor(long Segment, int Block, int Row)
{
    private const int Length = 16;

    /// <summary>The opaque form for outside.</summary>
    public override string ToString()
    {
        Span<byte> octets = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(octets, Segment);
        BinaryPrimitives.WriteInt32LittleEndian(octets[8..], Block);
        BinaryPrimitives.WriteInt32LittleEndian(octets[12..], Row);
        return Base64Url.EncodeToString(octets);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out QueryLogCursor cursor)
    {
        Span<byte> octets = stackalloc byte[Length];
        cursor = default;
        if (text.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, octets, out int written)
            || written != Length)
        {
            return false;
        }

        cursor = new QueryLogCursor(
            BinaryPrimitives.ReadInt64LittleEndian(octets),
            BinaryPrimitives.ReadInt32LittleEndian(octets[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(octets[12..]));
        return cursor is { Segment: >= 0, Block: >= 0, Row: >= 0 };
    }
}
