using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Answers;

/// <summary>
/// Addresses that mean something only at home, on this machine or nowhere: a public name that has one leads a browser behind the
/// router. An IPv4 address inside an IPv6 one counts as what it is.
/// </summary>
internal static class PrivateAddresses
{
    private const ulong WellKnownNat64 = 0x0064_FF9B_0000_0000;
    private const ulong LocalNat64 = 0x0064_FF9B_0001_0000;

    public static bool Contain(ClientAddress address)
    {
        if (address.IsIPv4)
        {
            return ContainIPv4(address.IPv4);
        }

        // fc00::/7 (RFC 4193), fe80::/10 and the fec0::/10 of old (RFC 4291, 3879).
        ushort first = (ushort)(address.High >> 48);
        if ((first & 0xFE00) == 0xFC00 || (first & 0xFF80) == 0xFE80)
        {
            return true;
        }

        // :: and ::1, and IPv4-compatible addresses (RFC 4291, section 2.5.5.1).
        if (address.High == 0 && (address.Low >> 32) == 0)
        {
            return address.Low <= 1 || ContainIPv4((uint)address.Low);
        }

        // NAT64: the well-known prefix (RFC 6052), and the one for local use (RFC 8215) in both usual lengths; 6to4 (RFC 3056).
        bool isLocal = (address.High & ~0xFFFFUL) == LocalNat64;
        if (address.High == WellKnownNat64 || isLocal)
        {
            return (address.Low >> 32) == 0
                ? ContainIPv4((uint)address.Low)
                : isLocal && ContainIPv4(new Dns64Prefix(LocalNat64, 0, 48).Extract(address));
        }

        return first == 0x2002 && ContainIPv4((uint)(address.High >> 16));
    }

    // 0/8, 10/8, 127/8, 100.64/10 (RFC 6598), 169.254/16, 172.16/12, 192.168/16, and the broadcast address.
    private static bool ContainIPv4(uint address) => (address >> 24) switch
    {
        0 or 10 or 127 => true,
        100 => (address >> 22) == 0x191,
        169 => (address >> 16) == 0xA9FE,
        172 => (address >> 20) == 0xAC1,
        192 => (address >> 16) == 0xC0A8,
        255 => address == uint.MaxValue,
        _ => false,
    };
}
