using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Queries;

/// <summary>
/// One query in flight. A listener's thread fills one of these again and again for queries that are answered in place; a query that
/// must wait is copied into a pooled one. Owned by one thread at a time; never touched after its response was sent.
/// </summary>
internal sealed class QueryContext
{
    /// <summary>Longest query that is read, in octets. Real ones with padding and cookies stay below 512.</summary>
    public const int MaxQueryLength = 2048;

    /// <summary>Octets a listener may keep here to find its way back to the client.</summary>
    public const int ReturnPathLength = 80;

    private const int TypicalQueryLength = 128;

    private readonly byte[] _name = new byte[DomainName.MaxLength + 1];
    private readonly byte[] _returnPath = new byte[ReturnPathLength];
    private byte[] _ownMessage = [];
    private byte[] _buffer = [];
    private int _offset;
    private int _length;

    /// <summary>What the query says; filled by <see cref="Parse"/>.</summary>
    public QueryMessage Query;

    /// <summary>The octets as they came.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(_offset, _length);

    /// <summary>QNAME in lower-case wire form.</summary>
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, Query.NameLength);

    /// <summary>Seeded hash of <see cref="Name"/>.</summary>
    public ulong NameHash { get; private set; }

    public ClientAddress Client { get; set; }

    public TransportProtocol Protocol { get; set; }

    /// <summary>The listener thread's number: which of the per-thread tables, counters and rings are its own.</summary>
    public int Lane { get; set; }

    /// <summary>Monotonic milliseconds at which the batch with this query was received.</summary>
    public long ReceivedAtMs { get; set; }

    /// <summary>Timestamp of the injected clock at which the batch with this query was received.</summary>
    public long ReceivedTimestamp { get; set; }

    /// <summary>Devices with the same effective policy share a class; it is part of the cache key.</summary>
    public ushort PolicyClass { get; set; }

    /// <summary>Number of the upstreams that are asked for this class; 0 stands for those of the home.</summary>
    public byte UpstreamSet { get; set; }

    /// <summary>What was decided about the name asked for, under <see cref="Generation"/>.</summary>
    public Verdict OnName { get; set; }

    /// <summary>The policy under which <see cref="OnName"/> was reached; 0 for none.</summary>
    public uint Generation { get; set; }

    /// <summary>Idle time of the connection in units of 100 ms, told to clients that ask (RFC 7828); 0 over UDP.</summary>
    public ushort KeepaliveUnits { get; set; }

    public IReplySink? Sink { get; set; }

    public Span<byte> ReturnPath => _returnPath;

    /// <summary>The next query that waits for the same exchange; used by the table of questions in flight alone.</summary>
    public QueryContext? NextWaiting { get; set; }

    /// <summary>Most octets the response may have: 64 KiB over streams, the client's EDNS size but at most <paramref name="udpLimit"/> over UDP.</summary>
    public int MaxResponseLength(int udpLimit) =>
        Protocol is TransportProtocol.Udp ? Math.Min(Query.UdpPayloadSize, udpLimit) : ushort.MaxValue;

    /// <summary>Points at octets that the listener owns; they must stay until the query is answered or copied.</summary>
    public void Receive(byte[] buffer, int offset, int length)
    {
        _buffer = buffer;
        _offset = offset;
        _length = length;
    }

    /// <summary>Reads <see cref="Message"/> into <see cref="Query"/> and <see cref="Name"/>.</summary>
    public ParseError Parse()
    {
        ParseError error = QueryReader.Read(Message, _name, out Query);
        NameHash = SeededHash.Compute(Name, 0);
        return error;
    }

    /// <summary>
    /// Makes this one a question for another name or type, asked on behalf of <paramref name="other"/> and answered to nobody: same
    /// DO and CD bits, same policy class and upstreams.
    /// </summary>
    /// <param name="name">Lower-case wire form.</param>
    public void AskFor(QueryContext other, ReadOnlySpan<byte> name, RecordType type)
    {
        int length = MessageHeader.Length + name.Length + (2 * sizeof(ushort));
        if (_ownMessage.Length < length)
        {
            _ownMessage = new byte[Math.Max(length, TypicalQueryLength)];
        }

        HeaderFlags flags = HeaderFlags.RecursionDesired | (other.Query.Flags & HeaderFlags.CheckingDisabled);
        MessageHeader.Write(_ownMessage, id: 0, flags, Opcode.Query, ResponseCode.NoError, questions: 1, answers: 0, authorities: 0, additionals: 0);
        MessageWriter writer = new(_ownMessage, MessageHeader.Length);
        _ = writer.TryWriteQuestion(name, type, RecordClass.Internet);
        Receive(_ownMessage, 0, length);
        _ = Parse();
        Query.DnssecOk = other.Query.DnssecOk;
        PolicyClass = other.PolicyClass;
        UpstreamSet = other.UpstreamSet;
        OnName = default;
        Generation = 0;
        Sink = null;
        NextWaiting = null;
    }

    /// <summary>Takes over everything from a query whose octets belong to a listener, so that it can wait.</summary>
    public void CopyFrom(QueryContext other)
    {
        if (_ownMessage.Length < other._length)
        {
            _ownMessage = new byte[Math.Max(other._length, TypicalQueryLength)];
        }

        other.Message.CopyTo(_ownMessage);
        Receive(_ownMessage, 0, other._length);
        Query = other.Query;
        other.Name.CopyTo(_name);
        NameHash = other.NameHash;
        Client = other.Client;
        Protocol = other.Protocol;
        Lane = other.Lane;
        ReceivedAtMs = other.ReceivedAtMs;
        ReceivedTimestamp = other.ReceivedTimestamp;
        PolicyClass = other.PolicyClass;
        UpstreamSet = other.UpstreamSet;
        OnName = other.OnName;
        Generation = other.Generation;
        KeepaliveUnits = other.KeepaliveUnits;
        Sink = other.Sink;
        other._returnPath.CopyTo(_returnPath, 0);
        NextWaiting = null;
    }
}
