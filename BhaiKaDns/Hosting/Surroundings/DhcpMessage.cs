using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>Reads a DHCP message (RFC 2131, section 2), as dhcpcd keeps the one that gave it its lease.</summary>
internal static class DhcpMessage
{
    private const int YourAddressOffset = 16;
    private const int CookieOffset = 236;
    private const int OptionsOffset = 240;
    private const int AddressLength = 4;

    // RFC 2132.
    private const uint MagicCookie = 0x6382_5363;
    private const byte Pad = 0;
    private const byte DomainNameServers = 6;
    private const byte DomainName = 15;
    private const byte End = 255;

    /// <summary>What it says; nothing when the octets are no such message.</summary>
    public static NetworkHints Parse(ReadOnlySpan<byte> octets)
    {
        NetworkHints hints = new();
        if (octets.Length < OptionsOffset || BinaryPrimitives.ReadUInt32BigEndian(octets[CookieOffset..]) != MagicCookie)
        {
            return hints;
        }

        hints.SetLeased(new IPAddress(octets.Slice(YourAddressOffset, AddressLength)));
        ReadOnlySpan<byte> options = octets[OptionsOffset..];
        while (options.Length > 0 && options[0] != End)
        {
            if (options[0] == Pad)
            {
                options = options[1..];
                continue;
            }

            if (options.Length < 2 || options.Length < 2 + options[1])
            {
                break;
            }

            ReadOnlySpan<byte> value = options.Slice(2, options[1]);
            if (options[0] == DomainName)
            {
                hints.AddDomain(Encoding.ASCII.GetString(value).TrimEnd('\0'));
            }
            else if (options[0] == DomainNameServers)
            {
                for (; value.Length >= AddressLength; value = value[AddressLength..])
                {
                    hints.AddResolver(new IPAddress(value[..AddressLength]));
                }
            }

            options = options[(2 + options[1])..];
        }

        return hints;
    }
}
