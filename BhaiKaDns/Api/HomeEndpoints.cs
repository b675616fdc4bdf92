using BhaiKaDns.Access;
using BhaiKaDns.Administration.Home;
using BhaiKaDns.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/home</c>: where this server stands, and what was found out about the home.</summary>
internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/home", GetHome).WithTags("home").Needs(Permissions.Read).Described("getHome", "Tells where this server stands: its addresses, the router, and what was found out about the home.");

    internal static async Task<Ok<HomeAnswer>> GetHome(HomeDiscovery home, CancellationToken cancellationToken)
    {
        HomeReport report = await home.LookAsync(anew: false, cancellationToken);
        return TypedResults.Ok(
            new HomeAnswer(
                report.TakenAt,
                [.. report.Network.Addresses.Select(address => new HomeAnswerAddress(address.Address.ToString(), address.PrefixLength, address.Kind.ToString(), address.Link, address.Mac))],
                [.. report.Points.Select(point => point.ToString())],
                [.. report.Network.Gateways.Select(gateway => gateway.ToString())],
                [.. report.Network.Resolvers.Select(resolver => new HomeAnswerResolver(resolver.Address.ToString(), resolver.Origin.ToString()))],
                report.Router?.Domain,
                report.Router?.Name,
                [.. report.Findings.Select(finding => new HomeAnswerFinding(finding.Id, finding.Level.ToString(), finding.Text))],
                report.Offer is { } offer ? new HomeAnswerOffer(offer.Domains, offer.Upstream.ToString()) : null));
    }
}

/// <param name="Points">Where devices can ask this server, with the port.</param>
/// <param name="RouterName">What the router calls itself.</param>
internal sealed record HomeAnswer(
    DateTimeOffset TakenAt,
    IReadOnlyList<HomeAnswerAddress> Addresses,
    IReadOnlyList<string> Points,
    IReadOnlyList<string> Gateways,
    IReadOnlyList<HomeAnswerResolver> Resolvers,
    string? Domain,
    string? RouterName,
    IReadOnlyList<HomeAnswerFinding> Findings,
    HomeAnswerOffer? Offer);

/// <param name="Kind">IPv4, UniqueLocal or GlobalIPv6.</param>
internal sealed record HomeAnswerAddress(string Address, int PrefixLength, string Kind, string Link, string Mac);

/// <param name="Origin">Lease or File.</param>
internal sealed record HomeAnswerResolver(string Address, string Origin);

/// <param name="Id">Stable.</param>
/// <param name="Level">Good, Note or Warning.</param>
internal sealed record HomeAnswerFinding(string Id, string Level, string Text);

/// <param name="Domains">Domains whose names the upstream, the router, knows.</param>
internal sealed record HomeAnswerOffer(IReadOnlyList<string> Domains, string Upstream);
