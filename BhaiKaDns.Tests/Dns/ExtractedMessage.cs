namespace BhaiKaDns.Dns;

/// <summary>The outcome of an extraction, read back through the ordinary readers.</summary>
internal sealed record ExtractedMessage(byte[] Message, ExtractedAnswer Answer, ushort[] TtlOffsets)
{
    public byte[] Body => Message[Answer.BodyOffset..];

    /// <summary>Every record as "owner ttl type data", separated by "; ".</summary>
    public string Lines => string.Join("; ", LinesOf(Message));

    public static ExtractedMessage Of(byte[] response, bool keepDnssec = false)
    {
        byte[] message = new byte[ushort.MaxValue];
        ushort[] offsets = new ushort[6000];
        _ = AnswerExtractor.TryExtract(response, keepDnssec, message, offsets, out ExtractedAnswer answer);
        return new ExtractedMessage(message[..(answer.BodyOffset + answer.BodyLength)], answer, offsets[..answer.RecordCount]);
    }

    public static string[] LinesOf(byte[] message)
    {
        if (MessageReader.Read(message, out MessageSections sections) != ParseError.None || sections.End != message.Length)
        {
            return ["unreadable"];
        }

        List<string> lines = [];
        byte[] owner = new byte[DomainName.MaxLength];
        RecordReader records = new(message, sections.Answers);
        while (records.Offset < sections.End)
        {
            int at = records.Offset;
            _ = DomainNameReader.Read(message, ref at, owner, out int length);
            _ = records.Read(out RecordView record);
            lines.Add($"{DomainNameText.ToText(owner.AsSpan(0, length))} {record.Ttl} {RecordTypeText.ToText(record.Type)} {RecordText.ToText(message, record)}");
        }

        return [.. lines];
    }
}
