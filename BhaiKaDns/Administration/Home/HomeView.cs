using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Surroundings;

namespace BhaiKaDns.Administration.Home;

/// <summary>All that the findings are made from, taken at one moment.</summary>
/// <param name="Listening">The addresses of <c>Dns:Listen</c>.</param>
/// <param name="Listeners">How the DNS listeners are; null while they have not reported.</param>
/// <param name="ConditionalDomains">Domains that have an upstream of their own already.</param>
internal sealed record HomeView(
    HomeNetwork Network, RouterAnswers? Router, IReadOnlyList<IPEndPoint> Listening, HealthPart? Listeners, IReadOnlyList<string> ConditionalDomains)
{
    /// <summary>Where devices can ask: the listening addresses with those of the machine in place of "any".</summary>
    public IReadOnlyList<IPEndPoint> Points =>
    [
        .. Network.Addresses
            .SelectMany(own => Listening.Where(listening => Serves(listening.Address, own.Address)).Select(listening => new IPEndPoint(own.Address, listening.Port)))
            .Concat(Listening.Where(listening => !IsAny(listening.Address) && !IPAddress.IsLoopback(listening.Address)))
            .Distinct()
            .OrderBy(point => point.Port != HomeReport.DnsPort),
    ];

    public bool IsOurs(IPAddress address) => IPAddress.IsLoopback(address) || Network.Addresses.Any(own => own.Address.Equals(address));

    // [::] takes IPv6 alone here: the settings name each family for itself.
    private static bool Serves(IPAddress listening, IPAddress own) => listening.Equals(own) || (IsAny(listening) && listening.AddressFamily == own.AddressFamily);

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
