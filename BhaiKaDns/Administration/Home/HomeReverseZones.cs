using System.Net.Sockets;
using BhaiKaDns.Hosting.Surroundings;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Home;

/// <summary>The reverse zones in which the router names the home's private addresses.</summary>
internal static class HomeReverseZones
{
    private const int OctetBits = 8;
    private const int NibbleBits = 4;
    private const int IPv4Octets = 4;
    private const int IPv6Nibbles = 32;

    /// <summary>Each zone once. Global addresses have none: their zones belong to the provider.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<HomeAddress> addresses) => [.. addresses.Where(IsPrivate).Select(ZoneOf).Distinct()];

    private static bool IsPrivate(HomeAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        _ = address.Address.TryWriteBytes(octets, out _);
        return address.Kind is HomeAddressKind.UniqueLocal
            || (address.Kind is HomeAddressKind.IPv4 && (octets is [10, ..] or [192, 168, ..] || (octets[0] == 172 && octets[1] is >= 16 and <= 31)));
    }

    // A zone ends where a label ends, so a prefix between two labels is asked for by the wider zone.
    private static string ZoneOf(HomeAddress address)
    {
        bool isIPv4 = address.Address.AddressFamily is AddressFamily.InterNetwork;
        int all = isIPv4 ? IPv4Octets : IPv6Nibbles;
        int kept = Math.Clamp(address.PrefixLength / (isIPv4 ? OctetBits : NibbleBits), 1, all - 1);
        string[] labels = ReverseQuestion.NameOf(ClientAddress.From(address.Address)).Split('.');
        return string.Join('.', labels.Skip(all - kept));
    }
}
