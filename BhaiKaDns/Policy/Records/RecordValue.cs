using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>Reads the data of a record in the presentation form of its type.</summary>
internal static class RecordValue
{
    private const int MaxStringLength = 255;
    private const int MaxTagLength = 15;

    /// <summary>Types that a record of this home may have.</summary>
    public static readonly IReadOnlyList<RecordType> Types =
    [
        RecordType.A, RecordType.Aaaa, RecordType.Cname, RecordType.Txt, RecordType.Srv, RecordType.Mx, RecordType.Ptr, RecordType.Caa, RecordType.Https,
        RecordType.Svcb, RecordType.Ns,
    ];

    /// <summary>What is wrong with the text, as a sentence; null if it was read.</summary>
    /// <param name="data">RDATA, names uncompressed.</param>
    public static string? Read(RecordType type, string text, out byte[] data)
    {
        data = [];
        if (text.Any(char.IsControl))
        {
            return "A value is one line of printable characters.";
        }

        if (!ValueText.TrySplit(text, out List<string> fields) && !IsPlainText(type, text))
        {
            return "A quotation mark is left open.";
        }

        string? problem = type switch
        {
            RecordType.A => ReadAddress(text.Trim(), AddressFamily.InterNetwork, out data) ? null : "This is not an IPv4 address: write 192.168.1.5.",
            RecordType.Aaaa => ReadAddress(text.Trim(), AddressFamily.InterNetworkV6, out data) ? null : "This is not an IPv6 address: write fd00::5.",
            RecordType.Cname or RecordType.Ptr or RecordType.Ns =>
                fields.Count == 1 && RecordName.TryRead(fields[0], out data) && data.Length > 1 ? null : "This is not a domain name.",
            RecordType.Mx => ReadNumbersAndName(fields, 1, out data) ? null : "An MX value is a preference and a name: 10 mail.example.",
            RecordType.Srv => ReadNumbersAndName(fields, 3, out data) ? null : "An SRV value is priority, weight, port and a name: 0 5 631 printer.home.arpa.",
            RecordType.Txt => ReadText(text, fields, out data) ? null : "A TXT value is text, or strings of at most 255 octets in quotes.",
            RecordType.Caa => ReadAuthority(fields, out data) ? null : "A CAA value is flags, a tag and a value: 0 issue \"letsencrypt.org\".",
            RecordType.Https or RecordType.Svcb => ServiceBindingValue.Read(fields, out data),
            _ => "Records of this type cannot be declared.",
        };
        if (problem is null && data.Length > ushort.MaxValue)
        {
            problem = "This is more than a record can hold.";
        }

        data = problem is null ? data : [];
        return problem;
    }

    /// <summary>Reads an address in its usual form alone: "10.1" and "010.0.0.1" mean something else to the parser than to a reader.</summary>
    public static bool ReadAddress(ReadOnlySpan<char> text, AddressFamily family, out byte[] octets)
    {
        octets = [];
        if (!IPAddress.TryParse(text, out IPAddress? address)
            || address.AddressFamily != family
            || (family is AddressFamily.InterNetwork ? !text.Equals(address.ToString(), StringComparison.Ordinal) : text.ContainsAny('%', '[')))
        {
            return false;
        }

        octets = address.GetAddressBytes();
        return true;
    }

    // Text without quotes around it is taken as it stands.
    private static bool IsPlainText(RecordType type, string text) => type is RecordType.Txt && !text.TrimStart().StartsWith('"');

    private static bool ReadNumbersAndName(List<string> fields, int numbers, out byte[] data)
    {
        data = [];
        if (fields.Count != numbers + 1 || !RecordName.TryRead(fields[numbers], out byte[] name))
        {
            return false;
        }

        data = new byte[(numbers * sizeof(ushort)) + name.Length];
        name.CopyTo(data, numbers * sizeof(ushort));
        for (int index = 0; index < numbers; index++)
        {
            if (!ushort.TryParse(fields[index], NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(index * sizeof(ushort)), number);
        }

        return true;
    }

    private static bool ReadText(string text, List<string> fields, out byte[] data)
    {
        data = [];
        List<byte[]> strings = [];
        if (IsPlainText(RecordType.Txt, text))
        {
            byte[] whole = Encoding.UTF8.GetBytes(text);
            strings.AddRange(whole.Length == 0 ? [whole] : whole.Chunk(MaxStringLength));
        }
        else
        {
            foreach (string field in fields)
            {
                if (!ValueText.TryDecode(field, out byte[] value) || value.Length > MaxStringLength)
                {
                    return false;
                }

                strings.Add(value);
            }
        }

        data = [.. strings.SelectMany(value => value.Prepend((byte)value.Length))];
        return true;
    }

    // RFC 8659, section 4.1.
    private static bool ReadAuthority(List<string> fields, out byte[] data)
    {
        data = [];
        if (fields.Count != 3
            || !byte.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out byte flags)
            || fields[1].Length > MaxTagLength
            || !fields[1].All(char.IsAsciiLetterOrDigit)
            || !ValueText.TryDecode(fields[2], out byte[] value))
        {
            return false;
        }

        data = [flags, (byte)fields[1].Length, .. Encoding.ASCII.GetBytes(fields[1]), .. value];
        return true;
    }
}
