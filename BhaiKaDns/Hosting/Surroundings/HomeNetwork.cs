using System.Net;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>What this machine can tell of the home it stands in, read without privileges. Empty where the system does not tell.</summary>
/// <param name="Addresses">Those worth giving to devices, the best first; never temporary ones.</param>
/// <param name="Resolvers">Whom this machine was told to ask, each once; leases stand before files.</param>
/// <param name="Domains">Search domains, the most certain first.</param>
/// <param name="LeasedAddresses">Addresses that a DHCP server lent to this machine.</param>
internal sealed record HomeNetwork(
    IReadOnlyList<HomeAddress> Addresses,
    IReadOnlyList<IPAddress> Gateways,
    IReadOnlyList<NamedResolver> Resolvers,
    IReadOnlyList<string> Domains,
    IReadOnlyList<IPAddress> LeasedAddresses);

/// <summary>A resolver that this machine was told of.</summary>
internal sealed record NamedResolver(IPAddress Address, ResolverOrigin Origin);

internal enum ResolverOrigin : byte
{
    /// <summary>A DHCP lease: the router tells every device the same.</summary>
    Lease = 0,

    /// <summary>A file of the resolver's settings, by hand or from leases and router advertisements.</summary>
    File = 1,
}
