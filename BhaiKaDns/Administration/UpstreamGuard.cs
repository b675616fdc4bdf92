using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.Administration;

/// <summary>
/// Which addresses a test may ask. A test tells whether something answers there, so it must not become a way to look around in networks:
/// never link-local ones, where clouds keep what their machines may know, and private ones only if they are upstreams already or the settings say so.
/// </summary>
internal static class UpstreamGuard
{
    private static readonly IPAddress CloudMetadata = IPAddress.Parse("fd00:ec2::254");

    /// <summary>Why it may not be asked; null if it may.</summary>
    /// <param name="isTrusted">It is an upstream already, or private addresses may be tested.</param>
    public static string? Objection(IPAddress address, bool isTrusted)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IsNever(plain))
        {
            return "is not an address that a resolver can have.";
        }

        return !isTrusted && IsPrivate(plain)
            ? "is a private address that is no upstream yet; save it first, or set Resolver:TestPrivateAddresses."
            : null;
    }

    private static bool IsNever(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || address.Equals(CloudMetadata);
        }

        Span<byte> octets = stackalloc byte[4];
        _ = address.TryWriteBytes(octets, out _);
        return octets is [0, ..] or [169, 254, ..] or [>= 224, ..] or [100, 100, 100, 200];
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        if (address.AddressFamily is AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6UniqueLocal;
        }

        Span<byte> octets = stackalloc byte[4];
        _ = address.TryWriteBytes(octets, out _);
        return octets is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [100, >= 64 and < 128, ..];
    }
}
