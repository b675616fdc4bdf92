using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>What a search looks at of one query, whether it lies in a segment or has only just been answered. Valid as long as its spans.</summary>
internal readonly ref struct QueryFacts
{
    /// <summary>Null where privacy keeps it out.</summary>
    public ClientAddress? Client { get; init; }

    /// <summary>Lower-case wire form; empty where privacy keeps it out.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The name in wire form that the verdict was reached for, where that was not <see cref="Name"/>; never an address.</summary>
    public ReadOnlySpan<byte> Found { get; init; }

    public RecordType Type { get; init; }

    public Decision Decision { get; init; }

    public Reason Reason { get; init; }

    public ResponseCode ResponseCode { get; init; }

    public AnswerSource Source { get; init; }

    public TransportProtocol Protocol { get; init; }

    public uint ElapsedMicroseconds { get; init; }

    public ushort ListId { get; init; }

    public byte Upstream { get; init; }
}
