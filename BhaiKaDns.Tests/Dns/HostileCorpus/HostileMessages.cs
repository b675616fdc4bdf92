using System.Buffers.Binary;

namespace BhaiKaDns.Dns.HostileCorpus;

/// <summary>Messages that have broken DNS software, and what each must be refused with when read as a query and as a whole message.</summary>
internal static class HostileMessages
{
    private const string Header = "1234 0100 0001 0000 0000 0000";
    private const string HeaderWithAnswer = "1234 0000 0001 0001 0000 0000";
    private const string HeaderWithAdditional = "1234 0100 0001 0000 0000 0001";
    private const string HeaderWithTwoAdditionals = "1234 0100 0001 0000 0000 0002";
    private const string Question = "01 61 00 0001 0001";
    private const string Opt = "00 0029 04D0 00000000";

    public static readonly HostileMessage[] All =
    [
        new("empty", "", ParseError.Truncated, ParseError.Truncated),
        new("header one octet short", "1234 0100 0001 0000 0000 00", ParseError.Truncated, ParseError.Truncated),
        new("header alone", Header, ParseError.Truncated, ParseError.Truncated),
        new("no question", "1234 0100 0000 0000 0000 0000", ParseError.QuestionCount, ParseError.None),
        new("two questions", "1234 0100 0002 0000 0000 0000" + Question + Question, ParseError.QuestionCount, ParseError.QuestionCount),
        new("65535 questions", "1234 0100 FFFF 0000 0000 0000" + Question, ParseError.QuestionCount, ParseError.QuestionCount),
        new("question points to itself", Header + "C00C 0001 0001", ParseError.BadPointer, ParseError.BadPointer),
        new("question points into the header", Header + "C004 0001 0001", ParseError.BadPointer, ParseError.BadPointer),
        new("question points forwards", Header + "C00E 01 61 00 0001 0001", ParseError.BadPointer, ParseError.BadPointer),
        new("label points back to its own name", Header + "01 61 C00C 0001 0001", ParseError.BadPointer, ParseError.BadPointer),
        new("pointer cut in half", Header + "01 61 C0", ParseError.BadPointer, ParseError.Truncated),
        new("label of 64 octets", Header + "40" + Zeros(64) + "00 0001 0001", ParseError.BadLabel, ParseError.BadLabel),
        new("label type 10", Header + "BF 61 00 0001 0001", ParseError.BadLabel, ParseError.BadLabel),
        new("bit-string label", Header + "41 08 FF 00 0001 0001", ParseError.BadLabel, ParseError.BadLabel),
        new("label longer than the message", Header + "3F 61", ParseError.Truncated, ParseError.Truncated),
        new("no type", Header + "01 61 00", ParseError.Truncated, ParseError.Truncated),
        new("half a class", Header + "01 61 00 0001 00", ParseError.Truncated, ParseError.Truncated),
        new("name of 255 octets", Header + Labels(127) + "00 0001 0001", ParseError.None, ParseError.None),
        new("name of 256 octets", Header + Labels(126) + "02 61 61 00 0001 0001", ParseError.NameTooLong, ParseError.NameTooLong),
        new("name of 128 labels", Header + Labels(128) + "00 0001 0001", ParseError.NameTooLong, ParseError.NameTooLong),
        new("query with an answer", HeaderWithAnswer + Question + "C00C 0001 0001 00000000 0004 7F000001", ParseError.UnexpectedRecords, ParseError.None),
        new("counts that lie", "1234 0100 0001 0000 0000 FFFF" + Question, ParseError.Truncated, ParseError.Truncated),
        new("all counts at most", "1234 0100 0001 FFFF FFFF FFFF" + Question, ParseError.UnexpectedRecords, ParseError.Truncated),
        new("RDLENGTH past the end", HeaderWithAdditional + Question + "00 0001 0001 00000000 0005 7F000001", ParseError.Truncated, ParseError.Truncated),
        new("RDLENGTH 65535", HeaderWithAdditional + Question + Opt + "FFFF", ParseError.Truncated, ParseError.Truncated),
        new("OPT twice", HeaderWithTwoAdditionals + Question + Opt + "0000" + Opt + "0000", ParseError.BadOpt, ParseError.BadOpt),
        new("OPT of a name", HeaderWithAdditional + Question + "01 61" + Opt + "0000", ParseError.BadOpt, ParseError.BadOpt),
        new("OPT of the root by pointer", HeaderWithAdditional + Question + "C00E 0029 04D0 00000000 0000", ParseError.BadOpt, ParseError.BadOpt),
        new("OPT as an answer", HeaderWithAnswer + Question + Opt + "0000", ParseError.UnexpectedRecords, ParseError.BadOpt),
        new("option longer than the OPT", HeaderWithAdditional + Question + Opt + "0004 000A0001", ParseError.BadRecordData, ParseError.BadRecordData),
        new("half an option", HeaderWithAdditional + Question + Opt + "0003 000A00", ParseError.BadRecordData, ParseError.BadRecordData),
        new("TSIG behind the OPT", HeaderWithTwoAdditionals + Question + Opt + "0000" + "00 00FA 00FF 00000000 0004 00000000", ParseError.None, ParseError.None),
        new("address of three octets", HeaderWithAnswer + Question + "C00C 0001 0001 00000000 0003 7F0000", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("CNAME that points to itself", HeaderWithAnswer + Question + "C00C 0005 0001 00000000 0002 C01F", ParseError.UnexpectedRecords, ParseError.BadPointer),
        new("CNAME with octets behind its name", HeaderWithAnswer + Question + "C00C 0005 0001 00000000 0003 C00C00", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("CNAME that runs out of its RDATA", HeaderWithAnswer + Question + "C00C 0005 0001 00000000 0002 0161 00", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("CNAME without RDATA", HeaderWithAnswer + Question + "C00C 0005 0001 00000000 0000", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("MX of one octet", HeaderWithAnswer + Question + "C00C 000F 0001 00000000 0001 00", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("SOA without numbers", HeaderWithAnswer + Question + "C00C 0006 0001 00000000 0004 C00CC00C", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("TXT whose string is too long", HeaderWithAnswer + Question + "C00C 0010 0001 00000000 0002 0561", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("NAPTR whose strings run out", HeaderWithAnswer + Question + "C00C 0023 0001 00000000 0006 00000000 05 61", ParseError.UnexpectedRecords, ParseError.BadRecordData),
        new("two pointers that point to each other", "1234 0000 0001 0002 0000 0000" + Question + "C01F 0001 0001 00000000 0000 C013 0001 0001 00000000 0000", ParseError.UnexpectedRecords, ParseError.BadPointer),
        new("a response", "1234 8180 0001 0000 0000 0000" + Question, ParseError.NotAQuery, ParseError.None),
        new("octets behind the message", Header + Question + "DEADBEEF", ParseError.None, ParseError.None),
    ];

    /// <summary>64 KB of records whose names are chains of bare pointers, up to <paramref name="longest"/> of them.</summary>
    public static byte[] PointerChains(int longest)
    {
        byte[] message = new byte[ushort.MaxValue];
        Hex.Of("1234 8180 0001 FFFF 0000 0000" + Question).CopyTo(message, 0);
        int at = MessageHeader.Length + 7;
        int before = MessageHeader.Length;
        while (at + 14 <= message.Length)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at), (ushort)(0xC000 | before));
            message[at + 3] = (byte)RecordType.Cname;
            message[at + 5] = (byte)RecordClass.Internet;
            message[at + 11] = 2;
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 12), (ushort)(0xC000 | before));
            before = at + 12 < 0x4000 && --longest > 0 ? at + 12 : before;
            at += 14;
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)((at - MessageHeader.Length - 7) / 14));
        return message[..at];
    }

    private static string Zeros(int octets) => new('0', octets * 2);

    private static string Labels(int count) => string.Concat(Enumerable.Repeat("0161", count));
}

/// <param name="AsQuery">What <see cref="QueryReader"/> says.</param>
/// <param name="AsMessage">What <see cref="MessageReader"/> says.</param>
internal sealed record HostileMessage(string Description, string Octets, ParseError AsQuery, ParseError AsMessage)
{
    public override string ToString() => Description;
}
