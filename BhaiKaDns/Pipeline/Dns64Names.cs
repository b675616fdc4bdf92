using System.Globalization;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Reverse names of addresses that DNS64 made (RFC 6147, section 5.3.1).</summary>
internal static class Dns64Names
{
    private const int Nibbles = 32;
    private const uint AliasTtl = 600;

    private static ReadOnlySpan<byte> Ip6Arpa => "\u0003ip6\u0004arpa\0"u8;

    /// <summary>Whether the name is that of an address behind one of the prefixes. Allocates nothing.</summary>
    public static bool IsTranslated(ReadOnlySpan<byte> name, IReadOnlyList<Dns64Prefix> prefixes) => TryRead(name, prefixes, out _);

    /// <summary>The alias that leads to the name of the IPv4 address; null if the name is none of these.</summary>
    public static PreparedAnswer? AliasOf(ReadOnlySpan<byte> name, IReadOnlyList<Dns64Prefix> prefixes)
    {
        if (!TryRead(name, prefixes, out uint address))
        {
            return null;
        }

        List<byte> target = [];
        for (int octet = 0; octet < sizeof(uint); octet++)
        {
            string label = ((address >> (8 * octet)) & 0xFF).ToString(CultureInfo.InvariantCulture);
            target.Add((byte)label.Length);
            target.AddRange(Encoding.ASCII.GetBytes(label));
        }

        target.AddRange("\u0007in-addr\u0004arpa\0"u8);
        byte[] wire = [.. target];
        return new PreparedAnswer(ResponseCode.NoError, [new PreparedRecord(RecordType.Cname, AliasTtl, wire)], wire);
    }

    private static bool TryRead(ReadOnlySpan<byte> name, IReadOnlyList<Dns64Prefix> prefixes, out uint address)
    {
        address = 0;
        if (prefixes.Count == 0 || name.Length != (2 * Nibbles) + Ip6Arpa.Length || !name.EndsWith(Ip6Arpa))
        {
            return false;
        }

        ulong high = 0;
        ulong low = 0;
        for (int index = Nibbles - 1; index >= 0; index--)
        {
            if (name[2 * index] != 1 || !TryParse(name[(2 * index) + 1], out uint nibble))
            {
                return false;
            }

            high = (high << 4) | (low >> 60);
            low = (low << 4) | nibble;
        }

        ClientAddress whole = new(high, low);
        foreach (Dns64Prefix prefix in prefixes)
        {
            if (prefix.Contains(whole))
            {
                address = prefix.Extract(whole);
                return true;
            }
        }

        return false;
    }

    private static bool TryParse(byte digit, out uint nibble)
    {
        nibble = digit is >= (byte)'a' and <= (byte)'f' ? (uint)(digit - 'a' + 10) : (uint)(digit - '0');
        return nibble < 16 && (digit <= '9' || digit >= 'a');
    }
}
