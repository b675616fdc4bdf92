namespace BhaiKaDns.Dns;

/// <summary>Why octets could not be read as what they claim to be.</summary>
internal enum ParseError : byte
{
    None = 0,

    /// <summary>The message ends inside a field.</summary>
    Truncated,

    /// <summary>A label of a reserved type, or longer than 63 octets.</summary>
    BadLabel,

    /// <summary>A compression pointer that does not point backwards, or points into the header.</summary>
    BadPointer,

    /// <summary>A name longer than 255 octets (RFC 1035, section 2.3.4).</summary>
    NameTooLong,

    /// <summary>RDATA whose inside does not fit its RDLENGTH.</summary>
    BadRecordData,

    /// <summary>QDCOUNT other than 1 in a query (RFC 9619).</summary>
    QuestionCount,

    /// <summary>More than one OPT record, or an OPT record whose owner is not the root (RFC 6891, section 6.1.1).</summary>
    BadOpt,

    /// <summary>A query that carries answer or authority records.</summary>
    UnexpectedRecords,

    /// <summary>The QR bit says response: never answered, so that two servers cannot talk to each other for ever.</summary>
    NotAQuery,
}
