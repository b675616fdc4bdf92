using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.Hosting;

/// <summary>A network as 128 bits in network order and the number of bits that count; IPv4 in its mapped form, 96 bits longer.</summary>
internal readonly record struct NetworkPrefix(ulong High, ulong Low, int Bits)
{
    private const int AddressBits = 128;

    /// <summary>Bits in front of the four octets in the mapped form (RFC 4291, section 2.5.5.2).</summary>
    private const int MappedBits = 96;

    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    public bool Contains(ulong high, ulong low)
    {
        (ulong highMask, ulong lowMask) = Masks(Bits);
        return ((high ^ High) & highMask) == 0 && ((low ^ Low) & lowMask) == 0;
    }

    /// <summary>The network of an address; bits behind the prefix are cleared.</summary>
    /// <param name="length">Prefix length as written: up to 32 for IPv4, 128 for IPv6.</param>
    public static NetworkPrefix From(IPAddress address, int length)
    {
        (ulong high, ulong low) = ToBits(address);
        int bits = address.AddressFamily is AddressFamily.InterNetwork ? length + MappedBits : length;
        (ulong highMask, ulong lowMask) = Masks(bits);
        return new NetworkPrefix(high & highMask, low & lowMask, bits);
    }

    /// <summary>Reads <c>192.168.0.0/16</c>, <c>fd00::/8</c> or a single address.</summary>
    public static bool TryParse(string text, out NetworkPrefix prefix)
    {
        prefix = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string addressText = slash < 0 ? text : text[..slash];
        bool isIPv6 = addressText.Contains(':', StringComparison.Ordinal);

        // "10.1" is an address to the parser and a mistake to a reader.
        if (!IPAddress.TryParse(addressText, out IPAddress? address) || (!isIPv6 && addressText.AsSpan().Count('.') != 3))
        {
            return false;
        }

        int longest = isIPv6 ? AddressBits : AddressBits - MappedBits;
        int length = longest;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > longest))
        {
            return false;
        }

        prefix = From(address, length);
        return true;
    }

    public static (ulong High, ulong Low) ToBits(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        _ = address.TryWriteBytes(octets, out _);
        return address.AddressFamily is AddressFamily.InterNetwork
            ? (0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(octets))
            : (BinaryPrimitives.ReadUInt64BigEndian(octets), BinaryPrimitives.ReadUInt64BigEndian(octets[8..]));
    }

    private static (ulong High, ulong Low) Masks(int bits) => bits switch
    {
        0 => (0, 0),
        <= 64 => (ulong.MaxValue << (64 - bits), 0),
        _ => (ulong.MaxValue, ulong.MaxValue << (AddressBits - bits)),
    };
}
