namespace BhaiKaDns.Dns;

/// <summary>Walks over a whole message and checks every name and every RDATA that can be checked. Allocates nothing.</summary>
internal static class MessageReader
{
    private const int TypeAndClassLength = 4;

    /// <summary>
    /// Checks a message and tells where its sections are. The time taken grows with the octets there are, not with the counts that the
    /// header claims. Octets behind the last record are tolerated and left out of <see cref="MessageSections.End"/>.
    /// </summary>
    public static ParseError Read(ReadOnlySpan<byte> message, out MessageSections sections)
    {
        sections = default;
        if (message.Length < MessageHeader.Length)
        {
            return ParseError.Truncated;
        }

        sections.ResponseCode = MessageHeader.ResponseCode(message);
        ParseError error = ReadQuestion(message, ref sections);
        if (error != ParseError.None)
        {
            return error;
        }

        RecordReader records = new(message, sections.Answers);
        error = ReadSection(message, ref records, MessageHeader.AnswerCount(message), isAdditional: false, ref sections);
        sections.Authorities = records.Offset;
        if (error == ParseError.None)
        {
            error = ReadSection(message, ref records, MessageHeader.AuthorityCount(message), isAdditional: false, ref sections);
            sections.Additionals = records.Offset;
        }

        if (error == ParseError.None)
        {
            error = ReadSection(message, ref records, MessageHeader.AdditionalCount(message), isAdditional: true, ref sections);
            sections.End = records.Offset;
        }

        return error;
    }

    private static ParseError ReadQuestion(ReadOnlySpan<byte> message, ref MessageSections sections)
    {
        int at = MessageHeader.Length;
        int count = MessageHeader.QuestionCount(message);
        if (count > 1)
        {
            return ParseError.QuestionCount;
        }

        if (count == 1)
        {
            // The first name has nothing before it to point to; Read refuses a pointer there.
            Span<byte> name = stackalloc byte[DomainName.MaxLength];
            ParseError error = DomainNameReader.ReadKeepingCase(message, ref at, name, out _);
            at += TypeAndClassLength;
            if (error != ParseError.None || at > message.Length)
            {
                return error != ParseError.None ? error : ParseError.Truncated;
            }
        }

        sections.Answers = at;
        return ParseError.None;
    }

    private static ParseError ReadSection(ReadOnlySpan<byte> message, ref RecordReader records, int count, bool isAdditional, ref MessageSections sections)
    {
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        for (int index = 0; index < count; index++)
        {
            int at = records.Offset;
            ParseError error = DomainNameReader.ReadKeepingCase(message, ref at, owner, out _);
            if (error == ParseError.None)
            {
                error = records.Read(out RecordView record);
                if (error == ParseError.None)
                {
                    error = record.Type == RecordType.Opt ? ReadOpt(message, record, isAdditional, ref sections) : RecordDataReader.Check(message, record);
                }
            }

            if (error != ParseError.None)
            {
                return error;
            }
        }

        return ParseError.None;
    }

    private static ParseError ReadOpt(ReadOnlySpan<byte> message, in RecordView record, bool isAdditional, ref MessageSections sections)
    {
        if (!isAdditional || sections.HasEdns)
        {
            return ParseError.BadOpt;
        }

        sections.HasEdns = true;
        ParseError error = OptData.Read(message, record, out sections.Edns);
        sections.ResponseCode = (ResponseCode)((int)sections.ResponseCode | (sections.Edns.UpperResponseCode << 4));
        return error;
    }
}

/// <summary>Where the sections of a message begin, and what its OPT record says. Valid when reading gave no error.</summary>
internal struct MessageSections
{
    /// <summary>Start of the answer section, which is the end of the question.</summary>
    public int Answers;
    public int Authorities;
    public int Additionals;

    /// <summary>Behind the last record.</summary>
    public int End;

    /// <summary>All twelve bits of the RCODE.</summary>
    public ResponseCode ResponseCode;
    public bool HasEdns;
    public OptData Edns;
}
