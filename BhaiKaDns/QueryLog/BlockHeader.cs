using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// What stands before each block of a segment. A block is header, rows, table of clients (16 octets each), in this order; the
/// checksum covers all of it but itself, so a block is either whole or not there.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct BlockHeader
{
    /// <summary>Most octets of a block, header included.</summary>
    public const int MaxBlockLength = 64 * 1024;

    /// <summary>Octets on disk.</summary>
    public static readonly int Size = Unsafe.SizeOf<BlockHeader>();

    private const ulong ExpectedMagic = 0x314B4C42_51444B42;
    private const int ChecksumLength = sizeof(ulong);

    public ulong Magic;
    public int Length;
    public int RowCount;
    public long BaseTimeMs;
    public int MinDeltaMs;
    public int MaxDeltaMs;
    public int ClientCount;
    public int Reserved;
    public ulong Checksum;

    public readonly long MinTimeMs => BaseTimeMs + MinDeltaMs;

    public readonly long MaxTimeMs => BaseTimeMs + MaxDeltaMs;

    /// <summary>Where the table of clients begins, counted from the block's first octet.</summary>
    public readonly int ClientsOffset => Length - (ClientCount * Queries.ClientAddress.Length);

    /// <summary>The octets that every block begins with: what is searched for behind a damaged one.</summary>
    public static ReadOnlySpan<byte> MagicOctets => "BKDQBLK1"u8;

    /// <summary>Writes this header and the checksum over the <see cref="Length"/> octets of <paramref name="block"/>.</summary>
    public void Seal(Span<byte> block)
    {
        Magic = ExpectedMagic;
        MemoryMarshal.Write(block, in this);
        MemoryMarshal.Write(block[(Size - ChecksumLength)..], Compute(block[..Length]));
    }

    /// <summary>Whether <paramref name="octets"/> begin with a whole, undamaged block.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out BlockHeader header)
    {
        if (octets.Length < Size)
        {
            header = default;
            return false;
        }

        header = MemoryMarshal.Read<BlockHeader>(octets);
        return header.Magic == ExpectedMagic
            && header.Length >= Size && header.Length <= octets.Length && header.Length <= MaxBlockLength
            && (uint)header.ClientCount <= (uint)((header.Length - Size) / Queries.ClientAddress.Length)
            && header.Checksum == Compute(octets[..header.Length]);
    }

    private static ulong Compute(ReadOnlySpan<byte> block) =>
        XxHash3.HashToUInt64(block[Size..], (long)XxHash3.HashToUInt64(block[..(Size - ChecksumLength)]));
}
