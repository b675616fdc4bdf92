using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>An address of this machine on the link that leads to the router.</summary>
/// <param name="Mac">Upper-case octets with colons; empty where the link has none.</param>
internal sealed record HomeAddress(IPAddress Address, int PrefixLength, string Link, string Mac)
{
    private const int UniqueLocalMask = 0xFE;
    private const int UniqueLocalPrefix = 0xFC;

    public HomeAddressKind Kind => KindOf(Address);

    /// <summary>What an address is good for in a home.</summary>
    public static HomeAddressKind KindOf(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return HomeAddressKind.Loopback;
        }

        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            Span<byte> octets = stackalloc byte[4];
            _ = address.TryWriteBytes(octets, out _);
            return octets switch
            {
                [169, 254, ..] => HomeAddressKind.LinkLocal,
                _ => HomeAddressKind.IPv4,
            };
        }

        Span<byte> sixteen = stackalloc byte[16];
        _ = address.TryWriteBytes(sixteen, out _);
        return address.IsIPv6LinkLocal ? HomeAddressKind.LinkLocal
            : (sixteen[0] & UniqueLocalMask) == UniqueLocalPrefix ? HomeAddressKind.UniqueLocal
            : HomeAddressKind.GlobalIPv6;
    }
}

/// <summary>Kinds of addresses, the better ones to give to devices first.</summary>
internal enum HomeAddressKind : byte
{
    IPv4 = 0,

    /// <summary>RFC 4193: stays when the provider changes its prefix.</summary>
    UniqueLocal = 1,

    /// <summary>Changes with the provider's prefix.</summary>
    GlobalIPv6 = 2,

    /// <summary>Good on one link only.</summary>
    LinkLocal = 3,
    Loopback = 4,
}
