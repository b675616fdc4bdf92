using System.Net;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Records;

/// <summary>Names in records as people write them: with escapes (RFC 1035, section 5.1), with or without final dot, or in Unicode.</summary>
internal static class RecordName
{
    /// <summary>Reads a name into lower-case wire form; "." is the root.</summary>
    public static bool TryRead(string text, out byte[] name)
    {
        name = [];
        byte[] wire = new byte[DomainName.MaxLength];
        int length;
        if (!Ascii.IsValid(text))
        {
            if (RuleName.Read(Encoding.UTF8.GetBytes(text), wire, out length) is not RuleProblem.None)
            {
                return false;
            }
        }
        else if (text.Any(character => character is <= ' ' or '\u007F') || !DomainNameText.TryParse(text, wire, out length))
        {
            return false;
        }

        name = wire[..length];
        return true;
    }

    /// <summary>The name under which the PTR record of an address stands (RFC 1035, section 3.5; RFC 3596, section 2.5).</summary>
    /// <param name="address">4 or 16 octets.</param>
    public static byte[] Reverse(ReadOnlySpan<byte> address)
    {
        StringBuilder text = new();
        for (int at = address.Length - 1; at >= 0; at--)
        {
            _ = address.Length == AddressData.IPv4Length
                ? text.Append(address[at]).Append('.')
                : text.Append($"{address[at] & 0xF:x}.{address[at] >> 4:x}.");
        }

        text.Append(address.Length == AddressData.IPv4Length ? "in-addr.arpa" : "ip6.arpa");
        _ = TryRead(text.ToString(), out byte[] name);
        return name;
    }

    /// <summary>Whether an address says whose it is: those of a machine for itself and those of nobody do not.</summary>
    public static bool HasReverse(ReadOnlySpan<byte> address)
    {
        IPAddress value = new(address);
        return !IPAddress.IsLoopback(value) && !value.Equals(IPAddress.Any) && !value.Equals(IPAddress.IPv6Any) && address[0] is not ((>= 224 and <= 239) or 255);
    }
}
