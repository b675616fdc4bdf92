using System.Globalization;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Fakes;

/// <summary>
/// A response as one line: RCODE, <c>TC</c>, the records of the answer section, those of the authority section behind a slash, and the
/// extended error behind <c>EDE</c>. It is read by the readers that upstreams' answers go through, so a broken pointer shows.
/// </summary>
internal static class ResponseText
{
    public const string Unreadable = "unreadable";

    public static string Of(ReadOnlySpan<byte> message)
    {
        if (MessageReader.Read(message, out MessageSections sections) != ParseError.None || sections.End != message.Length)
        {
            return Unreadable;
        }

        StringBuilder text = new(Mnemonic(sections.ResponseCode));
        text.Append(MessageHeader.Flags(message).HasFlag(HeaderFlags.Truncated) ? " TC" : "");
        AppendRecords(text, message, sections.Answers, sections.Authorities);
        if (sections.Additionals > sections.Authorities)
        {
            text.Append(" /");
            AppendRecords(text, message, sections.Authorities, sections.Additionals);
        }

        foreach ((EdnsOptionCode code, byte[] value) in OptionsOf(message, sections))
        {
            if (code is EdnsOptionCode.ExtendedError)
            {
                text.Append(CultureInfo.InvariantCulture, $" EDE {(value[0] << 8) | value[1]} {Encoding.UTF8.GetString(value.AsSpan(2))}");
            }
        }

        return text.ToString();
    }

    /// <summary>The options of the OPT record.</summary>
    public static IReadOnlyList<(EdnsOptionCode Code, byte[] Value)> OptionsOf(ReadOnlySpan<byte> message, in MessageSections sections)
    {
        List<(EdnsOptionCode, byte[])> options = [];
        RecordReader records = new(message, sections.Additionals);
        while (records.Offset < sections.End && records.Read(out RecordView record) == ParseError.None)
        {
            if (record.Type == RecordType.Opt)
            {
                EdnsOptionReader reader = new(message.Slice(record.DataOffset, record.DataLength));
                while (reader.Read(out EdnsOptionCode code, out ReadOnlySpan<byte> value))
                {
                    options.Add((code, value.ToArray()));
                }
            }
        }

        return options;
    }

    public static string Mnemonic(ResponseCode code) => code switch
    {
        ResponseCode.NoError => "NOERROR",
        ResponseCode.FormatError => "FORMERR",
        ResponseCode.ServerFailure => "SERVFAIL",
        ResponseCode.NameError => "NXDOMAIN",
        ResponseCode.NotImplemented => "NOTIMP",
        ResponseCode.Refused => "REFUSED",
        ResponseCode.BadVersion => "BADVERS",
        _ => code.ToString(),
    };

    private static void AppendRecords(StringBuilder text, ReadOnlySpan<byte> message, int from, int to)
    {
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        RecordReader records = new(message, from);
        while (records.Offset < to)
        {
            int at = records.Offset;
            _ = DomainNameReader.Read(message, ref at, owner, out int length);
            _ = records.Read(out RecordView record);
            text.Append(record.OwnerOffset == from ? " " : "; ");
            text.Append(CultureInfo.InvariantCulture, $"{DomainNameText.ToText(owner[..length])} {record.Ttl} {RecordTypeText.ToText(record.Type)} {RecordText.ToText(message, record)}");
        }
    }
}
