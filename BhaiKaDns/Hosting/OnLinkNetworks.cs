using System.Net.NetworkInformation;

namespace BhaiKaDns.Hosting;

/// <summary>
/// The prefixes of the machine's own interfaces, read again when the system says that an address came or went. Homes have global
/// IPv6 addresses on their own link, and the provider changes them.
/// </summary>
internal sealed partial class OnLinkNetworks : IDisposable
{
    private readonly Func<IReadOnlyList<NetworkPrefix>> _read;
    private readonly ILogger<OnLinkNetworks> _logger;
    private volatile IReadOnlyList<NetworkPrefix> _current = [];

    public OnLinkNetworks(ILogger<OnLinkNetworks> logger)
        : this(ReadInterfaces, logger)
    {
        NetworkChange.NetworkAddressChanged += OnAddressChanged;
    }

    /// <param name="read">Gives the prefixes as they are now; may throw <see cref="NetworkInformationException"/>.</param>
    internal OnLinkNetworks(Func<IReadOnlyList<NetworkPrefix>> read, ILogger<OnLinkNetworks> logger)
    {
        _read = read;
        _logger = logger;
        Refresh();
    }

    /// <summary>The prefixes have changed. Raised on a thread of the system's choice.</summary>
    public event EventHandler? Changed;

    /// <summary>Immutable; replaced as a whole.</summary>
    public IReadOnlyList<NetworkPrefix> Current => _current;

    /// <summary>Reads the interfaces now. What was known stays if they cannot be read.</summary>
    public void Refresh()
    {
        try
        {
            IReadOnlyList<NetworkPrefix> read = _read();
            if (!read.SequenceEqual(_current))
            {
                _current = read;
                Changed?.Invoke(this, EventArgs.Empty);
            }
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            LogUnreadable(exception.Message);
        }
    }

    public void Dispose() => NetworkChange.NetworkAddressChanged -= OnAddressChanged;

    private static List<NetworkPrefix> ReadInterfaces() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(networkInterface => networkInterface.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(networkInterface => networkInterface.GetIPProperties().UnicastAddresses)
            .Where(address => address.PrefixLength > 0)
            .Select(address => NetworkPrefix.From(address.Address, address.PrefixLength))
            .Distinct(),
    ];

    private void OnAddressChanged(object? sender, EventArgs arguments) => Refresh();

    [LoggerMessage(1001, LogLevel.Warning, "The network interfaces could not be read ({Reason}); the prefixes known before stay in force.")]
    private partial void LogUnreadable(string reason);
}
