using System.Net;

namespace BhaiKaDns.Api;

/// <summary>
/// The names this server goes by. A page of a stranger whose name was pointed at our address (DNS rebinding) still sends that name.
/// An address cannot be rebound, so any address passes; behind a port forward it need not be one of our own.
/// </summary>
internal sealed class HostNames(IReadOnlyList<string> configured)
{
    private const string Localhost = "localhost";

    // Suffixes under which homes know their machines (RFC 6762, RFC 8375, and what routers hand out).
    private static readonly string[] HomeSuffixes = ["", ".local", ".lan", ".home", ".home.arpa", ".internal"];

    private readonly string _machine = Environment.MachineName;

    public bool IsOurs(HostString host)
    {
        // HTTP/1.0 needs no Host; browsers always send it.
        if (!host.HasValue)
        {
            return true;
        }

        string name = host.Host.TrimEnd('.');
        return IPAddress.TryParse(name.Trim('[', ']'), out _)
            || name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || HomeSuffixes.Any(suffix => name.Equals(_machine + suffix, StringComparison.OrdinalIgnoreCase))
            || IsConfigured(name);
    }

    public bool IsConfigured(string name) => configured.Contains(name.TrimEnd('.'), StringComparer.OrdinalIgnoreCase);
}
