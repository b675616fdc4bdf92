using System.Buffers;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>What one batch of queries needs while it is answered in place: a pipeline lane, a query to fill and room for answers.</summary>
internal sealed class TcpLane
{
    /// <summary>Longest message over TCP (RFC 1035, section 4.2.2).</summary>
    public const int MaxMessageLength = ushort.MaxValue;

    public const int PrefixLength = sizeof(ushort);

    private const int MaxFrameLength = PrefixLength + MaxMessageLength;

    public TcpLane(int number, ushort keepaliveUnits) =>
        Query = new QueryContext { Lane = number, Protocol = TransportProtocol.Tcp, KeepaliveUnits = keepaliveUnits };

    public Lock Gate { get; } = new();

    public QueryContext Query { get; }

    /// <summary>Answers of the batch, each behind its length. Room for one of any length is left as long as <see cref="IsFull"/> is false. A slow send may keep it and leave another.</summary>
    public byte[] Output = ArrayPool<byte>.Shared.Rent(2 * MaxFrameLength);

    /// <summary>Holds a query whose octets lie in two segments of the pipe.</summary>
    public byte[] Straddling { get; } = new byte[QueryContext.MaxQueryLength];

    /// <summary>Octets of <see cref="Output"/> in use.</summary>
    public int Written { get; set; }

    public bool IsFull => Output.Length - Written < MaxFrameLength;
}
