namespace BhaiKaDns.Dns;

/// <summary>What <see cref="AnswerExtractor"/> made of a response.</summary>
internal struct ExtractedAnswer
{
    public AnswerError Error;
    public NegativeKind Kind;

    /// <summary>NOERROR or NXDOMAIN.</summary>
    public ResponseCode ResponseCode;

    /// <summary>Where the body begins: the end of the question.</summary>
    public int BodyOffset;

    /// <summary>Octets of the body: what stands behind the question.</summary>
    public int BodyLength;

    /// <summary>ANCOUNT of a message with this body.</summary>
    public int AnswerCount;

    /// <summary>NSCOUNT of a message with this body.</summary>
    public int AuthorityCount;

    /// <summary>How long all of the body may be kept, in seconds; 0 for a negative answer without SOA (RFC 2308, section 5).</summary>
    public uint TtlSeconds;

    /// <summary>A negative answer came with the SOA that says how long it holds.</summary>
    public bool HasSoa;

    /// <summary>The response named name servers: beside the answer, where they are left out, or because they were asked for.</summary>
    public bool HasNameServers;

    /// <summary>Offsets of TTLs that were written: one for each record.</summary>
    public readonly int RecordCount => AnswerCount + AuthorityCount;
}

/// <summary>What kind of "no" an answer is (RFC 2308, section 2); zero is a positive answer.</summary>
internal enum NegativeKind : byte
{
    None = 0,

    /// <summary>The last name of the chain exists but has no record of this type.</summary>
    NoData,

    /// <summary>The last name of the chain does not exist.</summary>
    NameError,

    /// <summary>No answer and no SOA but NS records: the upstream does not resolve for us.</summary>
    Referral,
}

/// <summary>Why a response could not be made into an answer.</summary>
internal enum AnswerError : byte
{
    None = 0,

    /// <summary>It could not be read, has no question, or contradicts itself.</summary>
    Malformed,

    /// <summary>An RCODE other than NOERROR and NXDOMAIN.</summary>
    NotAnAnswer,

    /// <summary>A CNAME chain that returns to itself or is too long.</summary>
    BadChain,

    /// <summary>More octets or records than the caller has room for.</summary>
    TooLarge,
}
