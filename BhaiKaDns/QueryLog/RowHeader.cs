using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// The fixed part of a row; the name in wire form follows it, and behind that, where <see cref="HasFound"/> says so, an octet with the
/// length of what was found and the octets themselves: segments from before that have no such rows. Written as it lies in memory: every platform of the program is little-endian.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct RowHeader
{
    /// <summary>Octets on disk.</summary>
    public static readonly int Size = Unsafe.SizeOf<RowHeader>();

    /// <summary>Since the block's base time; negative when rings are drained out of order or the clock was set back.</summary>
    public int DeltaMs;
    public uint ElapsedMicroseconds;
    public RecordType Type;
    public ushort ListId;
    public ResponseCode ResponseCode;

    /// <summary>Place in the block's table of clients, or <see cref="NoClient"/>.</summary>
    public ushort Client;
    public Decision Decision;
    public Reason Reason;

    /// <summary>The <see cref="AnswerSource"/>, and <see cref="FoundBit"/>.</summary>
    public byte SourceBits;
    public TransportProtocol Protocol;
    public byte Upstream;

    /// <summary>Zero where privacy forbids names: the root itself has one octet.</summary>
    public byte NameLength;

    public const ushort NoClient = ushort.MaxValue;

    /// <summary>Of <see cref="SourceBits"/>: something that was found follows the name.</summary>
    public const byte FoundBit = 0x80;

    public readonly AnswerSource Source => (AnswerSource)(SourceBits & ~FoundBit);

    public readonly bool HasFound => (SourceBits & FoundBit) != 0;

    /// <summary>What was found is an address, not a name.</summary>
    public readonly bool IsFoundAddress => FoundText.IsAddress(Reason);
}
