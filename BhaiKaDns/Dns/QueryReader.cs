using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>Reads a query: header, the one question, and the OPT record if there is one. On the hot path; allocates nothing.</summary>
internal static class QueryReader
{
    /// <summary>Least and default size of a UDP response (RFC 1035, section 2.3.4; RFC 6891, section 6.2.3).</summary>
    public const int MinUdpPayloadSize = 512;

    private const int TypeAndClassLength = 4;
    private const int OptFixedLength = 11;

    /// <summary>
    /// Fills <paramref name="query"/> and the QNAME in lower-case wire form. After an error the fields that were read stay, so that
    /// an error response can echo them.
    /// </summary>
    /// <param name="name">At least <see cref="DomainName.MaxLength"/> octets.</param>
    public static ParseError Read(ReadOnlySpan<byte> message, Span<byte> name, out QueryMessage query)
    {
        query = default;
        query.UdpPayloadSize = MinUdpPayloadSize;
        if (message.Length < MessageHeader.Length)
        {
            return ParseError.Truncated;
        }

        query.Id = BinaryPrimitives.ReadUInt16BigEndian(message);
        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        query.Flags = (HeaderFlags)flags;
        query.Opcode = (Opcode)((flags >> 11) & 0xF);
        if ((query.Flags & HeaderFlags.Response) != HeaderFlags.None)
        {
            return ParseError.NotAQuery;
        }

        // The other opcodes fill the sections with things of their own; the header is all that their NOTIMP needs.
        if (query.Opcode != Opcode.Query)
        {
            return ParseError.None;
        }

        if (MessageHeader.QuestionCount(message) != 1)
        {
            return ParseError.QuestionCount;
        }

        ParseError error = ReadQuestion(message, name, ref query);
        if (error != ParseError.None)
        {
            return error;
        }

        // ANCOUNT and NSCOUNT in one comparison; IXFR alone may carry an authority record (RFC 1995, section 3).
        uint unasked = BinaryPrimitives.ReadUInt32BigEndian(message[6..]);
        if (unasked > (query.Type == RecordType.Ixfr ? 1u : 0u))
        {
            return ParseError.UnexpectedRecords;
        }

        int additionals = MessageHeader.AdditionalCount(message);
        return additionals == 0 ? ParseError.None : ReadAdditional(message, (int)unasked, additionals, ref query);
    }

    // The first name of a message has nothing before it to point to, so a pointer in it is an error.
    private static ParseError ReadQuestion(ReadOnlySpan<byte> message, Span<byte> name, ref QueryMessage query)
    {
        int at = MessageHeader.Length;
        while (true)
        {
            if (at >= message.Length)
            {
                return ParseError.Truncated;
            }

            int octet = message[at];
            if (octet == 0)
            {
                break;
            }

            if (octet > DomainName.MaxLabelLength)
            {
                return octet >= 0xC0 ? ParseError.BadPointer : ParseError.BadLabel;
            }

            at += octet + 1;
        }

        int length = at + 1 - MessageHeader.Length;
        if (length > DomainName.MaxLength)
        {
            return ParseError.NameTooLong;
        }

        if (at + 1 + TypeAndClassLength > message.Length)
        {
            return ParseError.Truncated;
        }

        DomainName.CopyLower(message.Slice(MessageHeader.Length, length), name);
        query.NameLength = (byte)length;
        query.Type = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]);
        query.Class = (RecordClass)BinaryPrimitives.ReadUInt16BigEndian(message[(at + 3)..]);
        return ParseError.None;
    }

    private static ParseError ReadAdditional(ReadOnlySpan<byte> message, int before, int count, ref QueryMessage query)
    {
        RecordReader records = new(message, query.QuestionEnd);
        for (int index = -before; index < count; index++)
        {
            ParseError error = records.Read(out RecordView record);
            if (error != ParseError.None)
            {
                return error;
            }

            if (record.Type != RecordType.Opt)
            {
                continue;
            }

            if (index < 0 || query.HasEdns || record.DataOffset - record.OwnerOffset != OptFixedLength)
            {
                return ParseError.BadOpt;
            }

            error = ReadOpt(message, record, ref query);
            if (error != ParseError.None)
            {
                return error;
            }
        }

        return ParseError.None;
    }

    private static ParseError ReadOpt(ReadOnlySpan<byte> message, in RecordView record, ref QueryMessage query)
    {
        query.HasEdns = true;
        query.EdnsVersion = (byte)(record.Ttl >> 16);
        query.DnssecOk = (record.Ttl & 0x8000) != 0;
        query.UdpPayloadSize = Math.Max((ushort)record.Class, (ushort)MinUdpPayloadSize);

        // What the RDATA of a later version looks like is not known; BADVERS is the answer, not FORMERR (RFC 6891, section 6.1.3).
        if (query.EdnsVersion != 0)
        {
            return ParseError.None;
        }

        EdnsOptionReader options = new(message.Slice(record.DataOffset, record.DataLength));
        while (options.Read(out EdnsOptionCode code, out _))
        {
            query.HasKeepalive |= code == EdnsOptionCode.TcpKeepalive;
        }

        return options.Error;
    }
}
