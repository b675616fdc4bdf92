using System.Globalization;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.People;

/// <summary>One address of a device: a network (a single address is one with all bits), a MAC address, or a ClientID.</summary>
/// <param name="Network">Where <paramref name="Kind"/> is a network.</param>
/// <param name="Mac">48 bits, the first octet highest.</param>
/// <param name="ClientId">In lower case.</param>
internal readonly record struct DeviceAddress(DeviceAddressKind Kind, NetworkPrefix Network, ulong Mac, string ClientId)
{
    private const string ClientIdPrefix = "id:";
    private const int MaxClientIdLength = 63;
    private const int MacOctets = 6;
    private const int MacTextLength = (MacOctets * 3) - 1;

    public static bool TryParse(string text, out DeviceAddress address)
    {
        address = default;
        if (text.StartsWith(ClientIdPrefix, StringComparison.OrdinalIgnoreCase))
        {
            string id = text[ClientIdPrefix.Length..];
            address = new DeviceAddress(DeviceAddressKind.ClientId, default, 0, id.ToLowerInvariant());
            return IsClientId(id);
        }

        if (TryParseMac(text, out ulong mac))
        {
            address = new DeviceAddress(DeviceAddressKind.Mac, default, mac, "");
            return true;
        }

        if (!NetworkPrefix.TryParse(text, out NetworkPrefix network))
        {
            return false;
        }

        address = new DeviceAddress(DeviceAddressKind.Network, network, 0, "");
        return true;
    }

    /// <summary>A ClientID stands in host names and paths of encrypted DNS, so it is one label: letters, digits, hyphens within.</summary>
    public static bool IsClientId(string id) =>
        id.Length is > 0 and <= MaxClientIdLength && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && id[0] != '-' && id[^1] != '-';

    private static bool TryParseMac(string text, out ulong mac)
    {
        mac = 0;
        if (text.Length != MacTextLength || text[2] is not (':' or '-'))
        {
            return false;
        }

        for (int octet = 0; octet < MacOctets; octet++)
        {
            int at = octet * 3;
            bool isSeparated = octet == MacOctets - 1 || text[at + 2] == text[2];
            if (!isSeparated || !byte.TryParse(text.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                return false;
            }

            mac = (mac << 8) | value;
        }

        return true;
    }
}

internal enum DeviceAddressKind : byte
{
    Network = 0,
    Mac = 1,
    ClientId = 2,
}
