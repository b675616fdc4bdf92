using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting.Surroundings;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Home;

/// <summary>Asks the router what it calls itself and this machine, and which domain the home has. Nobody else is asked.</summary>
internal sealed class RouterProbe(AskPlainly ask)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Suffixes that routers give to homes (RFC 8375, ICANN's "internal", and what is common); "local" belongs to multicast DNS.
    private static readonly string[] HomeSuffixes = ["lan", "home", "home.arpa", "internal", "intranet", "private", "localdomain", "localnet"];

    /// <returns>Null when there is no router, or when this machine is the router.</returns>
    public async Task<RouterAnswers?> AskAsync(HomeNetwork network, CancellationToken cancellationToken)
    {
        IPAddress? gateway = network.Gateways.FirstOrDefault(address => address.AddressFamily is AddressFamily.InterNetwork);
        if (gateway is null || network.Addresses.Any(own => own.Address.Equals(gateway)))
        {
            return null;
        }

        IPAddress? own = network.Addresses.FirstOrDefault(address => address.Kind is HomeAddressKind.IPv4)?.Address;
        string? searched = network.Domains.FirstOrDefault(domain => domain is not ("local" or "localhost"));
        Task<PlainReply> itself = AskAsync(gateway, ReverseName(gateway), RecordType.Ptr, cancellationToken);
        Task<PlainReply> us = own is null ? Task.FromResult(PlainReply.None) : AskAsync(gateway, ReverseName(own), RecordType.Ptr, cancellationToken);
        Task<PlainReply> zone = searched is null ? Task.FromResult(PlainReply.None) : AskAsync(gateway, searched, RecordType.Soa, cancellationToken);
        PlainReply[] replies = await Task.WhenAll(itself, us, zone);

        string? name = Trim(replies[0].NameOf(gateway));
        string? ownName = own is null ? null : Trim(replies[1].NameOf(own));
        return new RouterAnswers(gateway, replies.Any(reply => reply.IsAnswered), name, ownName, DomainOf(searched, replies[2].Zones, name, ownName));
    }

    /// <summary>The home's domain from all that hints at it.</summary>
    /// <param name="searched">The machine's search domain.</param>
    /// <param name="zones">Zones that the router spoke of when asked for the search domain.</param>
    internal static string? DomainOf(string? searched, IReadOnlyList<string> zones, string? routerName, string? ownName)
    {
        // A search domain of somebody's company or provider is not the router's to answer.
        bool isHomes = searched is not null
            && (!searched.Contains('.', StringComparison.Ordinal) || IsHomeSuffix(searched) || zones.Contains(searched) || IsBelow(routerName, searched) || IsBelow(ownName, searched));
        if (isHomes)
        {
            return searched;
        }

        if (ParentOf(ownName) is { } parent && parent != "local")
        {
            return parent;
        }

        // "router.lan" stands in "lan", but "fritz.box" is the domain itself.
        return ParentOf(routerName) is { } routers && IsHomeSuffix(routers) ? routers
            : routerName is not null && routerName.Count(letter => letter == '.') == 1 && !routerName.EndsWith(".local", StringComparison.Ordinal) ? routerName
            : null;
    }

    private static string ReverseName(IPAddress address) => ReverseQuestion.NameOf(ClientAddress.From(address));

    // A router may answer anything; only what is a host name is shown to people and offered as a domain.
    private static string? Trim(string? name) => name?.TrimEnd('.').ToLowerInvariant() is { Length: > 0 } trimmed
        && trimmed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') ? trimmed : null;

    private static bool IsHomeSuffix(string domain) => HomeSuffixes.Contains(domain, StringComparer.Ordinal);

    private static bool IsBelow(string? name, string domain) => name is not null && (name == domain || name.EndsWith('.' + domain, StringComparison.Ordinal));

    private static string? ParentOf(string? name) => name?.IndexOf('.', StringComparison.Ordinal) is { } dot and > 0 ? name[(dot + 1)..] : null;

    private Task<PlainReply> AskAsync(IPAddress gateway, string name, RecordType type, CancellationToken cancellationToken) =>
        ask(new IPEndPoint(gateway, HomeReport.DnsPort), name, type, Patience, cancellationToken);
}
