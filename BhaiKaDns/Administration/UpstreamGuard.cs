using System.Net;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Administration;

/// <summary>
/// Which addresses a test may ask (<see cref="OutboundAddresses"/>). A test tells whether something answers there, so it must not become a way
/// to look around in networks: private ones only if they are upstreams already or the settings say so.
/// </summary>
internal static class UpstreamGuard
{
    /// <summary>Why it may not be asked; null if it may.</summary>
    /// <param name="isTrusted">It is an upstream already, or private addresses may be tested.</param>
    public static string? Objection(IPAddress address, bool isTrusted) => OutboundAddresses.Judge(address) switch
    {
        OutboundReach.Never => "is not an address that a resolver can have.",
        OutboundReach.Private when !isTrusted => "is a private address that is no upstream yet; save it first, or set Resolver:TestPrivateAddresses.",
        _ => null,
    };
}
