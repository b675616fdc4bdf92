using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting.Surroundings;
using NUnit.Framework;

namespace BhaiKaDns.Administration.Home;

internal sealed class HouseTestTests
{
    [TestCase(ResponseCode.ServerFailure, TickMark.Good)]
    [TestCase(ResponseCode.NoError, TickMark.Open)]
    public void Signatures_BogusName_TheUpstreamDecides(ResponseCode bogus, TickMark mark)
    {
        Tick tick = HouseTest.Signatures(Reply(ResponseCode.NoError), Reply(bogus));

        Assert.That((tick.Mark, tick.Text.Contains("your upstream", StringComparison.Ordinal)), Is.EqualTo((mark, true)));
    }

    [Test]
    public void Signatures_NothingAnswers_SaysNothing() =>
        Assert.That(HouseTest.Signatures(Reply(ResponseCode.ServerFailure), Reply(ResponseCode.ServerFailure)).Text, Does.Contain("does not answer"));

    [TestCase(ResponseCode.NoError, 0.4, TickMark.Good)]
    [TestCase(ResponseCode.NoError, 40, TickMark.Open)]
    [TestCase(ResponseCode.ServerFailure, 0.4, TickMark.Open, Description = "A failure that came quickly twice was once taken for memory")]
    public void Memory_SecondAnswer_IsJudgedByItsTime(ResponseCode code, double milliseconds, TickMark mark) =>
        Assert.That(HouseTest.Memory(Reply(code), Reply(code) with { Elapsed = TimeSpan.FromMilliseconds(milliseconds) }).Mark, Is.EqualTo(mark));

    [TestCase("ipv6-resolver", FindingLevel.Warning, TickMark.Bad)]
    [TestCase("ipv6-unseen", FindingLevel.Note, TickMark.Open)]
    [TestCase("dhcp-unseen", FindingLevel.Note, TickMark.Good)]
    public void IPv6_Findings_Decide(string finding, FindingLevel level, TickMark mark)
    {
        HomeReport report = new(default, new HomeNetwork([], [], [], [], []), [], null, [new HomeFinding(finding, level, "A sentence.")], null);

        Assert.That(HouseTest.IPv6(report).Mark, Is.EqualTo(mark));
    }

    [Test]
    public async Task AskAsync_NobodyAnswers_GivesNone()
    {
        PlainReply reply = await new PlainQuestions(TimeProvider.System).AskAsync(
            EndToEnd.FreePort.Claim(), "example.com", RecordType.A, TimeSpan.FromMilliseconds(200), CancellationToken.None);

        Assert.That(reply.IsAnswered, Is.False);
    }

    [Test]
    public async Task RouterProbe_RouterIsSilent_OnlyTheRouterWasAsked()
    {
        List<string> asked = [];
        RouterProbe probe = new((server, name, type, _, _) =>
        {
            asked.Add($"{server} {name} {type}");
            return Task.FromResult(PlainReply.None);
        });
        HomeNetwork network = new([new HomeAddress(IPAddress.Parse("192.168.1.20"), 24, "eth0", "")], [IPAddress.Parse("192.168.1.1")], [], ["lan"], []);

        RouterAnswers? router = await probe.AskAsync(network, CancellationToken.None);

        Assert.That(asked, Is.EqualTo(new[] { "192.168.1.1:53 1.1.168.192.in-addr.arpa Ptr", "192.168.1.1:53 20.1.168.192.in-addr.arpa Ptr", "192.168.1.1:53 lan Soa" }));
        Assert.That((router!.IsAnswering, router.Domain), Is.EqualTo((false, "lan")));
    }

    private static PlainReply Reply(ResponseCode code)
    {
        byte[] message = new byte[MessageHeader.Length];
        MessageHeader.Write(message, 1, HeaderFlags.Response, Opcode.Query, code, 0, 0, 0, 0);
        return new PlainReply(message, TimeSpan.FromMilliseconds(30));
    }
}
