using System.Net;
using BhaiKaDns.Hosting.Surroundings;

namespace BhaiKaDns.Administration.Home;

/// <summary>What is known of the home at one moment.</summary>
/// <param name="Points">Where devices can ask this server, the best first; empty when it is there for this machine alone.</param>
/// <param name="Findings">The worst first.</param>
/// <param name="Offer">What could be set so that names of the home are known; null when there is nothing to offer.</param>
internal sealed record HomeReport(
    DateTimeOffset TakenAt,
    HomeNetwork Network,
    IReadOnlyList<IPEndPoint> Points,
    RouterAnswers? Router,
    IReadOnlyList<HomeFinding> Findings,
    ConditionalOffer? Offer)
{
    public const int DnsPort = 53;

    public bool Has(string finding) => Findings.Any(found => found.Id == finding);
}

/// <summary>Domains whose names the router knows, as it was found by asking.</summary>
/// <param name="Domain">The home's own; null where none was found and only reverse names are offered.</param>
/// <param name="ReverseZones">Of the home's private networks.</param>
internal sealed record ConditionalOffer(string? Domain, IReadOnlyList<string> ReverseZones, IPAddress Upstream)
{
    public IReadOnlyList<string> Domains => Domain is null ? ReverseZones : [Domain, .. ReverseZones];
}

/// <summary>What the router answered when it was asked.</summary>
/// <param name="Name">What it calls itself; null where it does not say.</param>
/// <param name="OwnName">What it calls this machine.</param>
/// <param name="Domain">The home's domain as far as it could be told.</param>
internal sealed record RouterAnswers(IPAddress Address, bool IsAnswering, string? Name, string? OwnName, string? Domain);
