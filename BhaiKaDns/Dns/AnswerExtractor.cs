using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>
/// Makes a small answer that stands alone out of an upstream's response: the records on the chain from QNAME to the answer, the SOA
/// of a negative one, and with DNSSEC the proofs. All else is left out: nobody asked for it, so nobody should believe it
/// (RFC 5452, section 6). Allocates nothing, and no octets make it throw.
/// </summary>
internal ref struct AnswerExtractor
{
    /// <summary>Most CNAME records followed.</summary>
    public const int MaxChainLength = 16;

    private const int TypeAndClassLength = 4;

    private readonly ReadOnlySpan<byte> _response;
    private readonly MessageSections _sections;
    private readonly RecordType _type;
    private readonly RecordClass _class;
    private readonly bool _keepDnssec;
    private readonly Span<byte> _scratch;
    private AnswerWriter _writer;
    private uint _ttl = uint.MaxValue;

    private AnswerExtractor(ReadOnlySpan<byte> response, in MessageSections sections, bool keepDnssec, Span<byte> scratch, AnswerWriter writer)
    {
        _response = response;
        _sections = sections;
        _type = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(response[(sections.Answers - TypeAndClassLength)..]);
        _class = (RecordClass)BinaryPrimitives.ReadUInt16BigEndian(response[(sections.Answers - 2)..]);
        _keepDnssec = keepDnssec;
        _scratch = scratch;
        _writer = writer;
    }

    /// <summary>Writes header, question and the records kept to <paramref name="message"/>.</summary>
    /// <param name="keepDnssec">The query had the DO bit.</param>
    /// <param name="message">
    /// Receives a whole message: the response's header with the counts set anew, its question, and the body, which holds behind any
    /// spelling of the same QNAME.
    /// </param>
    /// <param name="ttlOffsets">Receives where the TTL of each record stands, from the message's start.</param>
    public static bool TryExtract(ReadOnlySpan<byte> response, bool keepDnssec, Span<byte> message, Span<ushort> ttlOffsets, out ExtractedAnswer answer)
    {
        answer = default;
        if (MessageReader.Read(response, out MessageSections sections) != ParseError.None || MessageHeader.QuestionCount(response) != 1)
        {
            answer.Error = AnswerError.Malformed;
            return false;
        }

        answer.ResponseCode = sections.ResponseCode;
        answer.BodyOffset = sections.Answers;
        if (sections.ResponseCode is not (ResponseCode.NoError or ResponseCode.NameError))
        {
            answer.Error = AnswerError.NotAnAnswer;
            return false;
        }

        if (!response[..sections.Answers].TryCopyTo(message))
        {
            answer.Error = AnswerError.TooLarge;
            return false;
        }

        Span<uint> hashes = stackalloc uint[NameCompressor.Capacity];
        Span<ushort> offsets = stackalloc ushort[NameCompressor.Capacity];
        NameCompressor names = new(hashes, offsets);
        names.Add(response[MessageHeader.Length..], DomainName.MaxLength, MessageHeader.Length);
        Span<byte> scratch = stackalloc byte[DomainName.MaxLength];
        AnswerExtractor extractor = new(response, sections, keepDnssec, scratch, new AnswerWriter(message, sections.Answers, ttlOffsets, names));
        answer.Error = extractor.Extract(ref answer);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)answer.AnswerCount);
        BinaryPrimitives.WriteUInt16BigEndian(message[8..], (ushort)answer.AuthorityCount);
        BinaryPrimitives.WriteUInt16BigEndian(message[10..], 0);
        return answer.Error == AnswerError.None;
    }

    private AnswerError Extract(ref ExtractedAnswer answer)
    {
        Span<byte> chain = stackalloc byte[DomainName.MaxLength * (MaxChainLength + 1)];
        AnswerError error = FollowChain(chain, out Range last, out bool isAnswered);
        if (error != AnswerError.None)
        {
            return error;
        }

        // NXDOMAIN speaks of the last name of the chain (RFC 6604, section 3), so it cannot come with records of that name.
        if (isAnswered && answer.ResponseCode == ResponseCode.NameError)
        {
            return AnswerError.Malformed;
        }

        answer.AnswerCount = _writer.Count;
        bool hasReferral = CopyAuthorities(chain[last], !isAnswered, out answer.HasSoa);
        answer.HasNameServers = hasReferral || _type == RecordType.Ns;
        answer.AuthorityCount = _writer.Count - answer.AnswerCount;
        answer.BodyLength = _writer.Length - _sections.Answers;
        answer.TtlSeconds = isAnswered || answer.HasSoa ? _ttl : 0;
        if (!isAnswered)
        {
            answer.Kind = answer.ResponseCode == ResponseCode.NameError ? NegativeKind.NameError
                : hasReferral && !answer.HasSoa ? NegativeKind.Referral
                : NegativeKind.NoData;
        }

        return _writer.IsFull ? AnswerError.TooLarge : AnswerError.None;
    }

    // The records are written in the order of the chain, whatever order they came in: stub resolvers read them once.
    private AnswerError FollowChain(scoped Span<byte> chain, out Range last, out bool isAnswered)
    {
        isAnswered = false;
        int at = MessageHeader.Length;
        _ = DomainNameReader.Read(_response, ref at, chain, out int length);
        last = ..length;
        for (int links = 0; ; links++)
        {
            ReadOnlySpan<byte> name = chain[last];
            if (TryCopySet(name, _type, isAbove: false, out _))
            {
                isAnswered = true;
                return AnswerError.None;
            }

            (int Length, int Count, int Names) mark = _writer.Mark;
            uint ttl = _ttl;
            _ = TryCopySet(name, RecordType.Dname, isAbove: true, out _);
            if (!TryCopySet(name, RecordType.Cname, isAbove: false, out int dataOffset))
            {
                _writer.TakeBack(mark);
                _ttl = ttl;
                return AnswerError.None;
            }

            int start = DomainName.MaxLength * (links + 1);
            _ = DomainNameReader.Read(_response, ref dataOffset, chain[start..], out length);
            last = start..(start + length);
            if (links + 1 == MaxChainLength || IsOnChain(chain, links, chain[last]))
            {
                return AnswerError.BadChain;
            }
        }
    }

    private static bool IsOnChain(ReadOnlySpan<byte> chain, int links, ReadOnlySpan<byte> name)
    {
        while (links >= 0 && !chain[(DomainName.MaxLength * links)..].StartsWith(name))
        {
            links--;
        }

        return links >= 0;
    }

    // Copies the RRset of one name and type and, with DNSSEC, its signatures; all get the least TTL among them (RFC 2181,
    // section 5.2). Of CNAME and DNAME there can be only one (RFC 1034, section 3.6.2).
    private bool TryCopySet(scoped ReadOnlySpan<byte> name, RecordType type, bool isAbove, out int dataOffset)
    {
        dataOffset = 0;
        (int Length, int Count, int Names) mark = _writer.Mark;
        uint ttl = uint.MaxValue;
        bool isFound = false;
        RecordReader records = new(_response, _sections.Answers);
        while (records.Offset < _sections.Authorities && !_writer.IsFull)
        {
            int at = records.Offset;
            _ = records.Read(out RecordView record);
            bool isData = record.Type == type || type == RecordType.Any;
            if (record.Class != _class || (isData ? isFound && type is RecordType.Cname or RecordType.Dname : !_keepDnssec || SignatureData.CoveredType(_response, record) != type))
            {
                continue;
            }

            _ = DomainNameReader.Read(_response, ref at, _scratch, out int length);
            ReadOnlySpan<byte> owner = _scratch[..length];
            if (!IsOwner(name, owner, isAbove))
            {
                continue;
            }

            ttl = Math.Min(ttl, _writer.Copy(_response, record, owner));
            if (isData && !isFound)
            {
                isFound = true;
                dataOffset = record.DataOffset;
            }
        }

        if (!isFound)
        {
            _writer.TakeBack(mark);
            return false;
        }

        _writer.SetTtls(mark.Count, ttl);
        _ttl = Math.Min(_ttl, ttl);
        return true;
    }

    private bool CopyAuthorities(scoped ReadOnlySpan<byte> name, bool isNegative, out bool hasSoa)
    {
        hasSoa = false;
        bool hasServers = false;
        int first = _writer.Count;
        uint ttl = uint.MaxValue;
        RecordReader records = new(_response, _sections.Authorities);
        while (records.Offset < _sections.Additionals && !_writer.IsFull)
        {
            int at = records.Offset;
            _ = records.Read(out RecordView record);
            hasServers |= record.Type == RecordType.Ns;
            if (record.Class != _class || !IsKept(record, isNegative, hasSoa))
            {
                continue;
            }

            _ = DomainNameReader.Read(_response, ref at, _scratch, out int length);
            ReadOnlySpan<byte> owner = _scratch[..length];
            if (record.Type == RecordType.Soa)
            {
                if (!DomainName.IsAtOrBelow(name, owner))
                {
                    continue;
                }

                hasSoa = true;
                _ = SoaData.Read(_response, record, out SoaData soa);
                ttl = Math.Min(ttl, soa.Minimum);
            }

            ttl = Math.Min(ttl, _writer.Copy(_response, record, owner));
        }

        // With the least TTL on all of them the SOA tells the next cache the same (RFC 2308, section 5) and the proofs live no
        // longer than what they prove (RFC 9077).
        _writer.SetTtls(first, ttl);
        _ttl = Math.Min(_ttl, ttl);
        return hasServers;
    }

    // Positive answers need proofs too: that a wildcard's answer has no closer name (RFC 4035, section 3.1.3.3).
    private readonly bool IsKept(in RecordView record, bool isNegative, bool hasSoa) =>
        record.Type == RecordType.Soa
            ? isNegative && !hasSoa
            : _keepDnssec && (SignatureData.IsProof(_response, record) || (isNegative && SignatureData.CoveredType(_response, record) == RecordType.Soa));

    private static bool IsOwner(ReadOnlySpan<byte> name, ReadOnlySpan<byte> owner, bool isAbove) =>
        isAbove ? owner.Length < name.Length && DomainName.IsAtOrBelow(name, owner) : owner.SequenceEqual(name);
}
