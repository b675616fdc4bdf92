using System.Net;
using System.Net.NetworkInformation;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>Finds out where this machine stands: its own addresses on the home's link, the routers, and whom it was told to ask.</summary>
internal sealed partial class HomeNetworkReader
{
    private readonly NetworkFiles _files;
    private readonly Func<IReadOnlyList<HomeAddress>> _addresses;
    private readonly Func<IReadOnlyList<IPAddress>> _gateways;
    private readonly ILogger<HomeNetworkReader> _logger;

    public HomeNetworkReader(ILogger<HomeNetworkReader> logger)
        : this(new NetworkFiles("/"), ReadInterfaces, DefaultGateways.Read, logger)
    {
    }

    /// <param name="addresses">All of the machine; may throw <see cref="NetworkInformationException"/>.</param>
    internal HomeNetworkReader(
        NetworkFiles files, Func<IReadOnlyList<HomeAddress>> addresses, Func<IReadOnlyList<IPAddress>> gateways, ILogger<HomeNetworkReader> logger)
    {
        _files = files;
        _addresses = addresses;
        _gateways = gateways;
        _logger = logger;
    }

    /// <summary>Reads some small files and the interfaces; a matter of milliseconds.</summary>
    public HomeNetwork Read()
    {
        IReadOnlyList<NetworkHints> leases = _files.ReadLeases();
        IReadOnlyList<NetworkHints> configurations = _files.ReadConfigurations();
        return new HomeNetwork(
            ReadAddresses(),
            _gateways(),
            [
                .. leases.SelectMany(hints => hints.Resolvers).Select(address => new NamedResolver(address, ResolverOrigin.Lease))
                    .Concat(configurations.SelectMany(hints => hints.Resolvers).Select(address => new NamedResolver(address, ResolverOrigin.File)))
                    .DistinctBy(resolver => resolver.Address),
            ],
            [.. leases.Concat(configurations).SelectMany(hints => hints.Domains).Distinct()],
            [.. leases.Select(hints => hints.Leased).OfType<IPAddress>().Distinct()]);
    }

    private IReadOnlyList<HomeAddress> ReadAddresses()
    {
        try
        {
            IReadOnlyList<IPAddress> passing = _files.ReadPassingAddresses();
            return
            [
                .. _addresses()
                    .Where(address => address.Kind is HomeAddressKind.IPv4 or HomeAddressKind.UniqueLocal or HomeAddressKind.GlobalIPv6 && !passing.Contains(address.Address))
                    .DistinctBy(address => address.Address)
                    .OrderBy(address => address.Kind),
            ];
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            LogUnreadable(exception.Message);
            return [];
        }
    }

    // Bridges of containers and tunnels have addresses too; the home is where the router is.
    private static IReadOnlyList<HomeAddress> ReadInterfaces()
    {
        NetworkInterface[] links =
        [
            .. NetworkInterface.GetAllNetworkInterfaces()
                .Where(link => link.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown && link.NetworkInterfaceType is not NetworkInterfaceType.Loopback),
        ];
        NetworkInterface[] toRouter = [.. links.Where(link => link.GetIPProperties().GatewayAddresses.Any(gateway => !gateway.Address.Equals(IPAddress.Any) && !gateway.Address.Equals(IPAddress.IPv6Any)))];
        return [.. (toRouter.Length > 0 ? toRouter : links).SelectMany(AddressesOf)];
    }

    private static IEnumerable<HomeAddress> AddressesOf(NetworkInterface link)
    {
        byte[] mac = link.GetPhysicalAddress().GetAddressBytes();
        string text = mac.Length == 6 ? string.Join(':', mac.Select(octet => octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture))) : "";
        return link.GetIPProperties().UnicastAddresses.Select(address => new HomeAddress(address.Address, address.PrefixLength, link.Name, text));
    }

    [LoggerMessage(1030, LogLevel.Warning, "The addresses of this machine could not be read ({Reason}); pages cannot say where devices should point.")]
    private partial void LogUnreadable(string reason);
}
