using System.Globalization;
using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration.Home;

/// <summary>
/// Asks this server real questions over its own socket and says of each whether the answer is what it should be. The names that go
/// upstream are well known and are said on the page.
/// </summary>
internal sealed partial class HouseTest(AskPlainly ask, Explain explain, HomeDiscovery home, ThreatSample threats, IOptions<DnsOptions> dns, ILogger<HouseTest> logger)
{
    public const string AdvertisingName = "doubleclick.net";
    public const string OwnTestName = "ads.test";
    public const string OrdinaryName = "example.com";
    public const string BogusName = "dnssec-failed.org";
    public const string LocalName = "localhost";

    // Longer than the resolver tries.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>An answer from memory over the loopback takes a fraction of this; one from upstream seldom less.</summary>
    private static readonly TimeSpan FromMemory = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs all tests, some seconds at most when an upstream is slow.</summary>
    /// <param name="asker">For whom the blocked names are judged; null for a device that nobody knows.</param>
    public async Task<IReadOnlyList<Tick>> RunAsync(ClientAddress? asker, CancellationToken cancellationToken)
    {
        if (Server() is not { } server)
        {
            return [new Tick("answers", TickMark.Bad, "This server listens nowhere.")];
        }

        Task<PlainReply> first = AskAsync(server, OrdinaryName, cancellationToken);
        Task<PlainReply> bogus = AskAsync(server, BogusName, cancellationToken);
        Task<PlainReply> local = AskAsync(server, LocalName, cancellationToken);
        Task<Tick> advertising = BlockedAsync("advertising", AdvertisingName, server, asker, cancellationToken);
        Task<Tick> own = BlockedAsync("list", OwnTestName, server, asker, cancellationToken);
        Task<Tick> threat = ThreatAsync(server, asker, cancellationToken);
        HomeReport report = await home.LookAsync(anew: false, cancellationToken);
        PlainReply ordinary = await first;
        PlainReply again = await AskAsync(server, OrdinaryName, cancellationToken);
        Tick[] ticks =
        [
            Answers(ordinary), await advertising, await own, await threat, Memory(ordinary, again), Local(await local),
            RouterNames(report), Signatures(ordinary, await bogus), IPv6(report),
        ];
        LogRun(ticks.Count(tick => tick.Mark is TickMark.Good), ticks.Length);
        return ticks;
    }

    internal static Tick Signatures(PlainReply ordinary, PlainReply bogus) => (Found(ordinary), bogus) switch
    {
        (false, _) or (_, { IsAnswered: false }) => new Tick("dnssec", TickMark.Open, "Nothing can be said of signatures: the upstream does not answer."),
        (_, { ExtendedError: ExtendedErrorCode.Blocked or ExtendedErrorCode.Filtered }) =>
            new Tick("dnssec", TickMark.Open, "{0} is blocked here by a list or rule, so the test says nothing of signatures.", BogusName),
        (_, { ResponseCode: ResponseCode.ServerFailure }) =>
            new Tick("dnssec", TickMark.Good, "{0}, whose signature is wrong on purpose, is refused. This server does not check signatures itself: your upstream does.", BogusName),
        _ => new Tick(
            "dnssec", TickMark.Open, "{0}, whose signature is wrong on purpose, was answered. This server does not check signatures itself, and your upstream did not either: choose one that does.", BogusName),
    };

    internal static Tick Memory(PlainReply first, PlainReply second) => (Found(first), Found(second), second.Elapsed <= FromMemory) switch
    {
        (true, true, true) => new Tick("memory", TickMark.Good, "Asked twice for {0}: the first answer took {1}, the second came from memory in {2}.", OrdinaryName, Milliseconds(first), Milliseconds(second)),
        (true, true, false) => new Tick("memory", TickMark.Open, "Asked twice for {0}: the second answer took {1}, too long to be sure that it came from memory.", OrdinaryName, Milliseconds(second)),
        _ => new Tick("memory", TickMark.Open, "Without answers from upstream nothing can be remembered."),
    };

    internal static Tick IPv6(HomeReport report) =>
        report.Findings.FirstOrDefault(finding => finding.Id == "ipv6-resolver") is { } resolver ? new Tick("ipv6", TickMark.Bad, resolver.Sentence, resolver.Values)
        : report.Findings.FirstOrDefault(finding => finding.Id == "ipv6-unseen") is { } unseen ? new Tick("ipv6", TickMark.Open, unseen.Sentence, unseen.Values)
        : new Tick("ipv6", TickMark.Good, "No other DNS server is announced over IPv6 as far as this machine can see.");

    internal static Tick RouterNames(HomeReport report) => report switch
    {
        { Offer: { } offer } => new Tick("devices", TickMark.Open, "The router at {0} knows the names of the home's devices, but is not asked for them yet. Take the offer on the page \"Connect devices\".", offer.Upstream.ToString()),
        { Router.IsAnswering: true } => new Tick("devices", TickMark.Good, "Names of the home's devices are asked of the router at {0}.", report.Router.Address.ToString()),
        _ => new Tick("devices", TickMark.Open, "No router was found that could be asked for names of the home's devices. Devices can still be named by hand."),
    };

    private static bool Found(PlainReply reply) => reply is { IsAnswered: true, ResponseCode: ResponseCode.NoError };

    private static Tick Answers(PlainReply ordinary) => ordinary switch
    {
        { IsAnswered: false } => new Tick("answers", TickMark.Bad, "A question for {0} was not answered at all.", OrdinaryName),
        { ResponseCode: ResponseCode.NoError } => new Tick("answers", TickMark.Good, "{0} was found in {1}.", OrdinaryName, Milliseconds(ordinary)),
        _ => new Tick("answers", TickMark.Bad, "{0} could not be found: no upstream answers. Is the internet there, and are the upstreams right?", OrdinaryName),
    };

    private static Tick Local(PlainReply local) => local.Addresses.Any(IPAddress.IsLoopback)
        ? new Tick("local", TickMark.Good, "Names that mean something only here, such as {0}, are answered by this server and never leave the home.", LocalName)
        : new Tick("local", TickMark.Bad, "{0} was not answered by this server itself.", LocalName);

    private static string Milliseconds(PlainReply reply) => string.Create(CultureInfo.InvariantCulture, $"{reply.Elapsed.TotalMilliseconds:0.0} ms");

    // Two halves must agree: what the policy says for the asker, and what came over the wire.
    private async Task<Tick> BlockedAsync(string id, string name, IPEndPoint server, ClientAddress? asker, CancellationToken cancellationToken)
    {
        Explanation explanation = await explain(new ExplainRequest(name, RecordType.A, asker), cancellationToken);
        PlainReply reply = await AskAsync(server, name, cancellationToken);
        bool isBlocked = reply.ExtendedError is ExtendedErrorCode.Blocked or ExtendedErrorCode.Filtered;
        string list = explanation.Evidence.Select(evidence => evidence.List).FirstOrDefault(found => found is not null) ?? explanation.Reason.Id();
        return (explanation.Decision is Decision.Blocked, isBlocked, reply.IsAnswered) switch
        {
            (true, true, _) => new Tick(id, TickMark.Good, "{0} is blocked by {1}.", name, list),
            (true, false, true) => new Tick(id, TickMark.Bad, "{0} is blocked for you, yet this server let it through when it asked itself: the group of unknown devices allows it, or filtering is paused.", name),
            (false, true, _) => new Tick(id, TickMark.Open, "{0} is blocked for unknown devices, but allowed for yours.", name),
            (_, _, false) => new Tick(id, TickMark.Bad, "The question for {0} was not answered.", name),
            _ => new Tick(id, TickMark.Bad, "{0} is not blocked. Is a list for advertising switched on, and is filtering not paused?", name),
        };
    }

    // Only a name that is blocked is asked for: no question for a malicious one may leave the home because of a test.
    private async Task<Tick> ThreatAsync(IPEndPoint server, ClientAddress? asker, CancellationToken cancellationToken)
    {
        if (await Task.Run(threats.Find, cancellationToken) is not { } threat)
        {
            return threats.HasList
                ? new Tick("threat", TickMark.Open, "The list of malware and phishing names has not been downloaded yet. Test again in a minute.")
                : new Tick("threat", TickMark.Open, "No list of malware and phishing names is switched on. The levels balanced, strict and family bring one.");
        }

        bool isBlockedForAsker = (await explain(new ExplainRequest(threat.Name, RecordType.A, asker), cancellationToken)).Decision is Decision.Blocked;
        bool isBlockedForAll = (await explain(new ExplainRequest(threat.Name, RecordType.A, null), cancellationToken)).Decision is Decision.Blocked;
        PlainReply reply = isBlockedForAll ? await AskAsync(server, threat.Name, cancellationToken) : PlainReply.None;
        return isBlockedForAsker && reply.ExtendedError is (ExtendedErrorCode.Blocked or ExtendedErrorCode.Filtered)
            ? new Tick("threat", TickMark.Good, "A name from the list {0} was asked for and is blocked.", threat.List)
            : new Tick("threat", TickMark.Bad, "A name from the list {0} is not blocked. Is filtering paused, or does a rule allow it?", threat.List);
    }

    private IPEndPoint? Server() => dns.Value.Listen
        .Select(text => ListenAddress.TryParse(text, out IPEndPoint point) ? point : null)
        .OfType<IPEndPoint>()
        .OrderBy(point => point.AddressFamily)
        .Select(point => point.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, point.Port)
            : point.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, point.Port) : point)
        .FirstOrDefault();

    private Task<PlainReply> AskAsync(IPEndPoint server, string name, CancellationToken cancellationToken) => ask(server, name, RecordType.A, Patience, cancellationToken);

    [LoggerMessage(1841, LogLevel.Debug, "The house was tested: {Good} of {All} are as they should be.")]
    private partial void LogRun(int good, int all);
}
