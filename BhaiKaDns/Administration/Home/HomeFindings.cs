using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Surroundings;

namespace BhaiKaDns.Administration.Home;

/// <summary>Judges what was seen of the home. Pure: the same view gives the same findings.</summary>
internal static class HomeFindings
{
    /// <summary>The worst first.</summary>
    public static IReadOnlyList<HomeFinding> Of(HomeView view) =>
        [.. ListeningFindings(view).Concat(Handed(view)).Concat(IPv6(view)).Concat(Router(view)).OrderByDescending(finding => finding.Level)];

    /// <summary>What could be asked of the router; null when it does not answer or is asked already.</summary>
    public static ConditionalOffer? OfferOf(HomeView view)
    {
        if (view.Router is not { IsAnswering: true } router)
        {
            return null;
        }

        bool isDomainNew = router.Domain is not null && !view.ConditionalDomains.Contains(router.Domain, StringComparer.OrdinalIgnoreCase);
        string[] zones = [.. HomeReverseZones.Of(view.Network.Addresses).Except(view.ConditionalDomains, StringComparer.OrdinalIgnoreCase)];
        return isDomainNew || zones.Length > 0 ? new ConditionalOffer(isDomainNew ? router.Domain : null, zones, router.Address) : null;
    }

    private static IEnumerable<HomeFinding> ListeningFindings(HomeView view)
    {
        IReadOnlyList<IPEndPoint> points = view.Points;
        if (view.Listeners is { State: HealthState.Down } down)
        {
            yield return new HomeFinding("not-listening", FindingLevel.Warning, "No name is answered yet: {0} Pages work meanwhile.", down.Detail);
        }

        if (points.Count == 0)
        {
            yield return view.Network.Addresses.Count == 0
                ? new HomeFinding("no-address", FindingLevel.Warning, "No address of this machine in the home was found. Is it connected to the network?")
                : new HomeFinding(
                    "loopback-only", FindingLevel.Warning, "This server answers programs on this machine alone. Set Dns:Listen to 0.0.0.0:53 and [::]:53 and start it again, so that devices can ask it.");
        }
        else if (points.All(point => point.Port != HomeReport.DnsPort))
        {
            yield return new HomeFinding(
                "port-not-53", FindingLevel.Warning,
                "This server answers on port {0}, but devices ask port 53 and cannot be told another. Set Dns:Listen to 0.0.0.0:53 and [::]:53, with the right to open port 53, and start it again.",
                string.Join(", ", points.Select(point => point.Port).Distinct()));
        }
    }

    // What the router hands out by DHCP, as the lease of this machine shows it.
    private static IEnumerable<HomeFinding> Handed(HomeView view)
    {
        IPAddress[] handed = [.. view.Network.Resolvers.Where(resolver => resolver.Origin is ResolverOrigin.Lease).Select(resolver => resolver.Address)];
        string others = string.Join(", ", handed.Where(address => !view.IsOurs(address)));
        if (handed.Length == 0)
        {
            yield return new HomeFinding(
                "dhcp-unseen", FindingLevel.Note, "Which DNS server the router hands out cannot be read on this machine. See in the router's settings that it names this server and no second one.");
        }
        else if (others.Length == 0)
        {
            yield return new HomeFinding("dhcp-points-here", FindingLevel.Good, "The router hands out this server, and no other, to every device.");
        }
        else if (handed.Any(view.IsOurs))
        {
            yield return new HomeFinding(
                "second-resolver", FindingLevel.Warning, "The router hands out {0} beside this server. Devices ask whichever they like, so what is blocked here gets through there. Remove the second one in the router.", others);
        }
        else
        {
            yield return new HomeFinding(
                "dhcp-elsewhere", FindingLevel.Note, "The router hands out {0} as the DNS server. Devices that were not set by hand go there until the router names this server.", others);
        }

        if (view.Network.LeasedAddresses.FirstOrDefault(view.IsOurs) is { } lent)
        {
            yield return new HomeFinding("address-lent", FindingLevel.Note, "The router lends {0} to this machine and may change it. Reserve the address in the router, so that devices always find this server.", lent.ToString());
        }
    }

    private static IEnumerable<HomeFinding> IPv6(HomeView view)
    {
        string announced = string.Join(", ", view.Network.Resolvers.Select(resolver => resolver.Address).Where(address => IsForeignIPv6(view, address)));
        if (announced.Length > 0)
        {
            yield return new HomeFinding(
                "ipv6-resolver", FindingLevel.Warning,
                "Over IPv6 the router announces {0} as a DNS server. Devices prefer it and go round this one. Switch that off in the router (RDNSS, DHCPv6), or put this server's IPv6 address there.", announced);
        }
        else if (view.Network.Addresses.Any(own => own.Kind is HomeAddressKind.GlobalIPv6))
        {
            yield return new HomeFinding(
                "ipv6-unseen", FindingLevel.Note, "This home has IPv6. Whether the router announces a DNS server over it cannot be read here: see in the router that it announces none, or this one.");
        }
    }

    // Link-local, or in a network of ours: no server of the internet stands there, so a router has announced it.
    private static bool IsForeignIPv6(HomeView view, IPAddress address) => address.AddressFamily is AddressFamily.InterNetworkV6 && !view.IsOurs(address)
        && (HomeAddress.KindOf(address) is HomeAddressKind.LinkLocal
            || view.Network.Gateways.Any(gateway => gateway.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()))
            || view.Network.Addresses.Any(own => own.Address.AddressFamily == address.AddressFamily && Contains(own, address)));

    private static bool Contains(HomeAddress own, IPAddress address)
    {
        (ulong high, ulong low) = NetworkPrefix.ToBits(address);
        return NetworkPrefix.From(own.Address, own.PrefixLength).Contains(high, low);
    }

    private static IEnumerable<HomeFinding> Router(HomeView view)
    {
        if (view.Router is not { } router)
        {
            if (view.Network.Gateways.Count == 0)
            {
                yield return new HomeFinding("no-router", FindingLevel.Note, "No router was found: this machine has no way out of its own network.");
            }

            yield break;
        }

        yield return router switch
        {
            { IsAnswering: false } => new HomeFinding("router-silent", FindingLevel.Note, "The router at {0} does not answer DNS questions, so it cannot be asked for names of the home's devices.", router.Address.ToString()),
            _ when router.Domain is not null && view.ConditionalDomains.Contains(router.Domain, StringComparer.OrdinalIgnoreCase) =>
                new HomeFinding("router-asked", FindingLevel.Good, "Names that end in {1} are asked of the router at {0}.", router.Address.ToString(), router.Domain),
            { Name: { } name } => new HomeFinding("router-answers", FindingLevel.Good, "The router at {0} answers for the home; it calls itself {1}.", router.Address.ToString(), name),
            _ => new HomeFinding("router-answers", FindingLevel.Good, "The router at {0} answers DNS questions.", router.Address.ToString()),
        };
    }
}
