using System.Globalization;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>Asks for the name of an address and reads the answer (RFC 1035, section 3.5; RFC 3596, section 2.5).</summary>
internal static class ReverseQuestion
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>Presentation form of the name under which the address's PTR record stands.</summary>
    public static string NameOf(ClientAddress address)
    {
        byte[] octets = address.ToIPAddress().GetAddressBytes();
        if (address.IsIPv4)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{octets[3]}.{octets[2]}.{octets[1]}.{octets[0]}.in-addr.arpa");
        }

        StringBuilder name = new();
        foreach (byte octet in octets.Reverse())
        {
            name.Append(HexDigits[octet & 0xF]).Append('.').Append(HexDigits[octet >> 4]).Append('.');
        }

        return name.Append("ip6.arpa").ToString();
    }

    /// <summary>A whole query for the PTR record.</summary>
    /// <param name="recordClass">Multicast DNS uses its top bit to ask for a unicast response (RFC 6762, section 5.4).</param>
    public static byte[] Write(ClientAddress address, ushort id, HeaderFlags flags, RecordClass recordClass)
    {
        byte[] message = new byte[MessageHeader.Length + DomainName.MaxLength + 4];
        byte[] name = new byte[DomainName.MaxLength];
        _ = DomainNameText.TryParse(NameOf(address), name, out int length);
        MessageHeader.Write(message, id, flags, Opcode.Query, ResponseCode.NoError, questions: 1, answers: 0, authorities: 0, additionals: 0);
        MessageWriter writer = new(message, MessageHeader.Length);
        _ = writer.TryWriteQuestion(name.AsSpan(0, length), RecordType.Ptr, recordClass);
        return message[..writer.Length];
    }

    /// <summary>The name in the first PTR record of a response about the address; null if there is none that people could read.</summary>
    public static string? Read(ReadOnlySpan<byte> response, ClientAddress address)
    {
        if (response.Length < MessageHeader.Length || !MessageHeader.IsResponse(response) || MessageHeader.ResponseCode(response) is not ResponseCode.NoError)
        {
            return null;
        }

        int offset = MessageHeader.Length;
        for (int question = MessageHeader.QuestionCount(response); question > 0; question--)
        {
            if (DomainNameReader.Skip(response, ref offset) is not ParseError.None || (offset += 4) > response.Length)
            {
                return null;
            }
        }

        Span<byte> asked = stackalloc byte[DomainName.MaxLength];
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        _ = DomainNameText.TryParse(NameOf(address), asked, out int askedLength);
        RecordReader records = new(response, offset);
        for (int count = MessageHeader.AnswerCount(response); count > 0 && records.Read(out RecordView record) is ParseError.None; count--)
        {
            int owner = record.OwnerOffset;
            int data = record.DataOffset;
            if (record.Type is RecordType.Ptr
                && DomainNameReader.Read(response, ref owner, name, out int length) is ParseError.None && name[..length].SequenceEqual(asked[..askedLength])
                && DomainNameReader.ReadKeepingCase(response, ref data, name, out length) is ParseError.None && length > 1)
            {
                return DomainNameText.ToText(name[..length]);
            }
        }

        return null;
    }
}
