using System.Net;
using System.Net.NetworkInformation;

namespace BhaiKaDns.Hosting;

/// <summary>The routers that this machine sends to.</summary>
internal static class DefaultGateways
{
    /// <summary>Addresses as the system tells them now; empty where it does not.</summary>
    public static IReadOnlyList<IPAddress> Read()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(networkInterface => networkInterface.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                    .SelectMany(networkInterface => networkInterface.GetIPProperties().GatewayAddresses)
                    .Select(gateway => gateway.Address)
                    .Where(address => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
                    .Distinct(),
            ];
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            // Without them nothing can be said about who stands in front, which is no fault of the server.
            return [];
        }
    }
}
