namespace BhaiKaDns.Dns;

/// <summary>What a query says, its name aside. Valid after <see cref="QueryReader.Read"/> returned no error, or as far as it came.</summary>
internal struct QueryMessage
{
    public ushort Id;
    public HeaderFlags Flags;
    public Opcode Opcode;

    /// <summary>Octets of the QNAME in wire form; 0 while no question could be read.</summary>
    public byte NameLength;
    public RecordType Type;
    public RecordClass Class;

    /// <summary>Whether the query carried an OPT record; only then may the response (RFC 6891, section 7).</summary>
    public bool HasEdns;
    public byte EdnsVersion;

    /// <summary>The client asked for DNSSEC records (DO bit, RFC 3225).</summary>
    public bool DnssecOk;

    /// <summary>Largest UDP response the client takes, in octets; 512 without EDNS and never below (RFC 6891, section 6.2.3).</summary>
    public ushort UdpPayloadSize;

    /// <summary>The client sent edns-tcp-keepalive (RFC 7828); meaningful over TCP only.</summary>
    public bool HasKeepalive;

    public readonly bool CheckingDisabled => (Flags & HeaderFlags.CheckingDisabled) != HeaderFlags.None;
    public readonly bool RecursionDesired => (Flags & HeaderFlags.RecursionDesired) != HeaderFlags.None;

    /// <summary>Octets of header and question together; the question's octets are those behind the header.</summary>
    public readonly int QuestionEnd => NameLength == 0 ? MessageHeader.Length : MessageHeader.Length + NameLength + 4;
}
