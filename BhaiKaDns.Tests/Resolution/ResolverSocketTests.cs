using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace BhaiKaDns.Resolution;

/// <summary>The resolver over real sockets on loopback, with the datagrams of Linux and with those of elsewhere.</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class ResolverSocketTests(bool portable)
{
    private ScriptedUpstream _upstream;
    private ResolutionHarness _harness;

    [SetUp]
    public void SetUp()
    {
        _upstream = ScriptedUpstream.Start();
        _harness = Harness(new() { Upstreams = [_upstream.Address], Timeout = TimeSpan.FromMilliseconds(300), Attempts = 1 });
    }

    [TearDown]
    public async Task TearDown()
    {
        _harness.Dispose();
        await _upstream.DisposeAsync();
    }

    [Test]
    public async Task Resolve_Address_IsAnsweredInLowerCase()
    {
        ResolvedAnswer answer = await _harness.AskAsync("www.example.org");

        Assert.That(answer.Error, Is.EqualTo(UpstreamError.None));
        Assert.That(answer.Upstream, Is.EqualTo(1));
        Assert.That(ScriptedMessage.ToText(answer.Message.AsSpan(MessageHeader.Length)), Is.EqualTo("www.example.org"));
        Assert.That(answer.Message[^4..], Is.EqualTo(new byte[] { 192, 0, 2, 1 }));
    }

    [Test]
    public async Task Resolve_ManyQuestions_EachHasItsOwnPortIdAndSpelling()
    {
        for (int index = 0; index < 32; index++)
        {
            _ = await _harness.AskAsync("a-rather-long-name.example.org");
        }

        Assert.That(_upstream.Asked.Select(asked => asked.From.Port).Distinct().Count(), Is.GreaterThan(28));
        Assert.That(_upstream.Asked.Select(asked => asked.Asked.Id).Distinct().Count(), Is.GreaterThan(28));
        Assert.That(_upstream.Asked.Select(asked => asked.Spelling).Distinct(StringComparer.Ordinal).Count(), Is.GreaterThan(28));
    }

    [Test]
    public async Task Resolve_ClientsBits_ArePassedOn()
    {
        _ = await _harness.Resolver.ResolveAsync(ResolutionHarness.Query("example.org", RecordType.Txt, dnssecOk: true, checkingDisabled: true), CancellationToken.None);

        QueryMessage asked = _upstream.Asked.Single().Asked;
        Assert.That((asked.DnssecOk, asked.CheckingDisabled, asked.RecursionDesired, asked.Type), Is.EqualTo((true, true, true, RecordType.Txt)));
        Assert.That(asked.UdpPayloadSize, Is.EqualTo(1232));
    }

    [TestCase(ScriptedFault.WrongId)]
    [TestCase(ScriptedFault.WrongQuestion)]
    [TestCase(ScriptedFault.OtherPort)]
    [TestCase(ScriptedFault.NotAResponse)]
    public async Task Resolve_ForgedReplyFirst_IsWaitedOut(object fault)
    {
        ScriptedReply forged = ScriptedReply.Address("203.0.113.66").With((ScriptedFault)fault);
        _ = _upstream.Always(ScriptedReply.Address("192.0.2.7").After(forged));

        ResolvedAnswer answer = await _harness.AskAsync("example.org");

        Assert.That(answer.Message[^4..], Is.EqualTo(new byte[] { 192, 0, 2, 7 }));
        Assert.That(_upstream.Asked, Has.Count.EqualTo(1));
    }

    [TestCase(ScriptedFault.WrongId)]
    [TestCase(ScriptedFault.WrongQuestion)]
    [TestCase(ScriptedFault.OtherPort)]
    [TestCase(ScriptedFault.Silence)]
    public async Task Resolve_OnlyForgedReplies_AreNotBelieved(object fault)
    {
        _ = _upstream.Always(ScriptedReply.Address("203.0.113.66").With((ScriptedFault)fault));

        ResolvedAnswer answer = await _harness.AskAsync("example.org");

        Assert.That(answer, Is.EqualTo(ResolvedAnswer.Failed(UpstreamError.Timeout)).Using<ResolvedAnswer>((left, right) => left.Error == right.Error));
    }

    [Test]
    public async Task Resolve_OtherCase_IsAskedOverTcpAndSoonNotSentMixedCaseAnyMore()
    {
        _ = _upstream.Always(ScriptedReply.Address("192.0.2.8").With(ScriptedFault.LowerCase));

        for (int index = 0; index < 5; index++)
        {
            ResolvedAnswer answer = await _harness.AskAsync("a-rather-long-name.example.org");
            Assert.That(answer.IsAnswered, Is.True);
        }

        Assert.That(Transports(), Is.EqualTo("udp tcp udp tcp udp tcp udp udp"));
        Assert.That(_upstream.Asked[^1].Spelling, Is.EqualTo("a-rather-long-name.example.org"));
    }

    [Test]
    public async Task Resolve_Truncated_IsAskedOverTcp()
    {
        _ = _upstream.Always(ScriptedReply.Text(20));

        ResolvedAnswer answer = await _harness.AskAsync("big.example.org", RecordType.Txt);

        Assert.That(answer.Message, Has.Length.GreaterThan(4_000));
        Assert.That(Transports(), Is.EqualTo("udp tcp"));
    }

    [Test]
    public async Task Resolve_TruncatedAndTcpCloses_Fails()
    {
        _ = _upstream.Always(ScriptedReply.Text(20) with { TcpFault = ScriptedFault.Close });

        ResolvedAnswer answer = await _harness.AskAsync("big.example.org", RecordType.Txt);

        Assert.That(answer.Error, Is.EqualTo(UpstreamError.ConnectionFailed));
    }

    [Test]
    public async Task Resolve_Malformed_IsAnError()
    {
        _ = _upstream.Always(ScriptedReply.Address("192.0.2.1").With(ScriptedFault.Malformed));

        ResolvedAnswer answer = await _harness.AskAsync("example.org");

        Assert.That(answer.Error, Is.EqualTo(UpstreamError.Malformed));
    }

    [Test]
    public async Task Resolve_UpstreamWithoutEdns_IsAskedWithoutAndRemembered()
    {
        _ = _upstream.Always(ScriptedReply.Address("192.0.2.9").With(ScriptedFault.NoEdns));

        ResolvedAnswer first = await _harness.AskAsync("example.org");
        ResolvedAnswer second = await _harness.AskAsync("example.net");

        Assert.That((first.IsAnswered, second.IsAnswered), Is.EqualTo((true, true)));
        Assert.That(_upstream.Asked.Count(asked => asked.Asked.HasEdns), Is.EqualTo(1));
        Assert.That(_upstream.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Resolve_NothingListens_FailsBeforeTheTimeout()
    {
        ScriptedUpstream gone = ScriptedUpstream.Start();
        await gone.DisposeAsync();
        using ResolutionHarness harness = Harness(new() { Upstreams = [gone.Address, _upstream.Address], Strategy = UpstreamStrategy.Failover });

        ResolvedAnswer answer = await harness.AskAsync("example.org");

        Assert.That(answer.Upstream, Is.EqualTo(2));
    }

    [Test]
    public async Task Resolve_TcpUpstream_SharesOneConnectionAndTakesAnswersInAnyOrder()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _upstream.On("slow.example.org", RecordType.A, ScriptedReply.Address("192.0.2.2") with { Gate = gate.Task });
        using ResolutionHarness harness = Harness(new() { Upstreams = [$"tcp://{_upstream.Address}"] });

        Task<ResolvedAnswer> slow = harness.AskAsync("slow.example.org");
        await _upstream.WhenAskedAsync(1);
        ResolvedAnswer quick = await harness.AskAsync("quick.example.org");
        bool wasSlowHeld = !slow.IsCompleted;
        gate.SetResult();

        Assert.That(quick.IsAnswered && wasSlowHeld && (await slow).IsAnswered, Is.True);
        Assert.That(_upstream.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Resolve_TcpConnectionClosedWhileIdle_IsOpenedAgain()
    {
        _ = _upstream.On("second.example.org", RecordType.A, ScriptedReply.Address("192.0.2.1") with { TcpFault = ScriptedFault.Close }, ScriptedReply.Address("192.0.2.1"));
        using ResolutionHarness harness = Harness(new() { Upstreams = [$"tcp://{_upstream.Address}"], Attempts = 1 });

        ResolvedAnswer first = await harness.AskAsync("first.example.org");
        ResolvedAnswer second = await harness.AskAsync("second.example.org");

        Assert.That((first.IsAnswered, second.IsAnswered), Is.EqualTo((true, true)));
        Assert.That(_upstream.Connections, Is.EqualTo(2));
    }

    [Test]
    public async Task Resolve_OverIPv6_IsAnsweredFromFreshPorts()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Ignore("No IPv6 here.");
        }

        await using ScriptedUpstream upstream = ScriptedUpstream.Start(IPAddress.IPv6Loopback);
        using ResolutionHarness harness = Harness(new() { Upstreams = [upstream.Address] });

        ResolvedAnswer first = await harness.AskAsync("example.org");
        ResolvedAnswer second = await harness.AskAsync("example.net");

        Assert.That((first.IsAnswered, second.IsAnswered), Is.EqualTo((true, true)));
        Assert.That(upstream.Asked[0].From.Port, Is.Not.EqualTo(upstream.Asked[1].From.Port));
    }

    [Test]
    public async Task Resolve_OnlyUpstreamIsNotThere_FailsSoonerThanItsTimeout()
    {
        ScriptedUpstream gone = ScriptedUpstream.Start();
        await gone.DisposeAsync();
        using ResolutionHarness harness = Harness(new() { Upstreams = [gone.Address], Timeout = TimeSpan.FromSeconds(4), Attempts = 1 });

        ResolvedAnswer answer = await harness.AskAsync("example.org").WaitAsync(TimeSpan.FromSeconds(3));

        Assert.That(answer.Error, Is.EqualTo(UpstreamError.Unreachable));
    }

    [Test]
    public async Task Resolve_ManyAtOnce_AllAreAnsweredAndNothingIsLeft()
    {
        ResolvedAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => _harness.AskAsync($"n{index}.example.org")));

        Assert.That(answers.Count(answer => answer.IsAnswered), Is.EqualTo(200));
        Assert.That(_harness.Resolver.Pending, Is.Zero);
        Assert.That(_harness.Resolver.Upstreams[0].Queries, Is.EqualTo(200));
    }

    private string Transports() => string.Join(' ', _upstream.Asked.Select(asked => asked.OverTcp ? "tcp" : "udp"));

    private ResolutionHarness Harness(ResolverOptions options)
    {
        if (!portable && !OperatingSystem.IsLinux())
        {
            Assert.Ignore("epoll is there on Linux only.");
        }

        TimeProvider time = TimeProvider.System;
        UpstreamTransports? transports = portable
            ? new UpstreamTransports(new SocketUdpTransport(NullLogger<SocketUdpTransport>.Instance), new TcpTransport(time))
            : null;
        return new ResolutionHarness(options, time, transports);
    }
}
