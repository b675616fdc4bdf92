using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// The fixed part of a row; the name in wire form follows it. Written as it lies in memory: every platform of the program is little-endian.
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
    public AnswerSource Source;
    public TransportProtocol Protocol;
    public byte Upstream;

    /// <summary>Zero where privacy forbids names: the root itself has one octet.</summary>
    public byte NameLength;

    public const ushort NoClient = ushort.MaxValue;
}
