using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Policy.Answers;

/// <summary>How the devices of one class are answered, apart from what is decided about names. Immutable.</summary>
/// <param name="Dns64">Prefixes from which IPv6 addresses are made (RFC 6147); empty for off.</param>
/// <param name="Upstreams">Addresses of the upstreams of the class's own; empty for those of the home.</param>
internal sealed record ClassAnswers(BlockedAnswers Blocked, RebindingGuard Rebinding, IReadOnlyList<Dns64Prefix> Dns64, UpstreamChoice Upstreams)
{
    public static readonly ClassAnswers Default = new(new BlockedAnswers(new DnsOptions(), new GroupOptions()), RebindingGuard.Off, [], UpstreamChoice.Home);
}

/// <summary>Upstreams that a class has chosen.</summary>
/// <param name="Key">The same text for the same choice; empty for the home's.</param>
internal sealed record UpstreamChoice(string Key, IReadOnlyList<string> Addresses)
{
    public static readonly UpstreamChoice Home = new("", []);

    public static UpstreamChoice Of(IReadOnlyList<string> addresses) => addresses.Count == 0 ? Home : new(string.Join('\n', addresses), addresses);
}
