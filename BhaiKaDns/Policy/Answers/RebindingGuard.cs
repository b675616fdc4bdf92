using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Answers;

/// <summary>
/// Holds back private addresses that an answer gives for a public name: by them a page of a stranger reaches what stands behind the
/// router (DNS rebinding). Immutable.
/// </summary>
/// <param name="isOn">Whether anything is held back at all.</param>
/// <param name="exceptions">Lower-case wire forms of domains that may have private addresses, with all below them.</param>
/// <param name="nat64">Prefixes of this home behind which an IPv4 address may be hidden.</param>
internal sealed class RebindingGuard(bool isOn, IReadOnlyList<byte[]> exceptions, IReadOnlyList<Dns64Prefix> nat64)
{
    public static readonly RebindingGuard Off = new(isOn: false, [], []);

    public bool IsOn => isOn;

    // Top-level domains that exist in no public zone: internal is set aside for homes and companies, the others were never delegated
    // and are what routers name their networks.
    private static ReadOnlySpan<byte> Internal => "\u0008internal\0"u8;

    private static ReadOnlySpan<byte> Home => "\u0004home\0"u8;

    private static ReadOnlySpan<byte> Lan => "\u0003lan\0"u8;

    /// <summary>Whether an address is one that no public name should have.</summary>
    public bool IsSuspect(ClientAddress address)
    {
        if (!isOn)
        {
            return false;
        }

        foreach (Dns64Prefix prefix in nat64)
        {
            // A translator's own prefix may be a private one: what counts is the address behind it.
            if (prefix.Contains(address))
            {
                return PrivateAddresses.Contain(ClientAddress.FromIPv4(prefix.Extract(address)));
            }
        }

        return PrivateAddresses.Contain(address);
    }

    /// <summary>Whether a name may have any address.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public bool IsExcepted(ReadOnlySpan<byte> name)
    {
        // A name of one label belongs to the home's own network.
        if (name[0] == 0 || name[0] + 2 == name.Length || IsIn(name, Internal) || IsIn(name, Home) || IsIn(name, Lan))
        {
            return true;
        }

        foreach (byte[] domain in exceptions)
        {
            if (IsIn(name, domain))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(ReadOnlySpan<byte> name, ReadOnlySpan<byte> domain) => DomainName.IsAtOrBelow(name, domain);
}
