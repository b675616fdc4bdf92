using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Resolution;

internal sealed class ResolverStrategyTests
{
    private const string One = "192.0.2.1";
    private const string Two = "192.0.2.2";
    private const string Three = "192.0.2.3";
    private const string Spare = "192.0.2.99";

    private FakeTimeProvider _time;
    private HeldTransport _wire;
    private ResolutionHarness? _harness;

    [SetUp]
    public void SetUp()
    {
        _time = new FakeTimeProvider();
        _wire = new HeldTransport();
    }

    [TearDown]
    public void TearDown()
    {
        _harness?.Dispose();
        _wire.Dispose();
    }

    [Test]
    public async Task Failover_FirstAnswers_SecondIsNotAsked()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Failover });

        HeldTransport.Reply(_wire.Started[0]);

        Assert.That((await asked).Upstream, Is.EqualTo(1));
        Assert.That(_wire.Asked, Is.EqualTo(new[] { One }));
    }

    [Test]
    public async Task Failover_FirstIsSlow_SecondIsAskedWhileFirstIsListenedTo()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Failover });

        Pass(325);
        string[] askedSoFar = [.. _wire.Asked];
        HeldTransport.Reply(_wire.Started[0]);

        Assert.That(askedSoFar, Is.EqualTo(new[] { One, Two }));
        Assert.That((await asked).Upstream, Is.EqualTo(1));
    }

    [Test]
    public async Task Failover_FirstFailsThrice_SecondIsAskedFirstAndFirstIsProbed()
    {
        _harness = Harness(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Failover });
        for (int round = 0; round < 3; round++)
        {
            Task<ResolvedAnswer> asked = _harness.AskAsync("example.org");
            _wire.Started.First(exchange => exchange.Upstream.Number == 1 && exchange.State is UpstreamExchangeState.Waiting).Fail(UpstreamError.Unreachable);
            HeldTransport.Reply(_wire.Started.Last(exchange => exchange.Upstream.Number == 2));
            _ = await asked;
        }

        _wire.Started.Clear();
        _ = _harness.AskAsync("example.net");
        string[] soon = [.. _wire.Asked];
        _wire.Started.Clear();
        Pass(2_000);
        _wire.Started.Clear();
        _ = _harness.AskAsync("example.com");

        Assert.That(soon, Is.EqualTo(new[] { Two }));
        Assert.That(_wire.Asked, Is.EqualTo(new[] { Two, One }));
    }

    [Test]
    public async Task Parallel_ThreeUpstreams_AreAskedAtOnceAndFirstGoodAnswerWins()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two, Three], Strategy = UpstreamStrategy.Parallel });

        HeldTransport.Reply(_wire.Started[2], ResponseCode.ServerFailure);
        bool endedByFailure = asked.IsCompleted;
        HeldTransport.Reply(_wire.Started[1]);

        Assert.That(_wire.Asked, Is.EqualTo(new[] { One, Two, Three }));
        Assert.That(endedByFailure, Is.False);
        Assert.That((await asked).Upstream, Is.EqualTo(2));
    }

    [Test]
    public async Task Balance_FourQuestions_AreSharedEvenly()
    {
        _harness = Harness(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Balance });

        for (int round = 0; round < 4; round++)
        {
            Task<ResolvedAnswer> asked = _harness.AskAsync("example.org");
            HeldTransport.Reply(_wire.Started[^1]);
            _ = await asked;
        }

        Assert.That(_wire.Asked, Is.EqualTo(new[] { One, Two, One, Two }));
    }

    [Test]
    public async Task Fastest_SecondIsQuicker_IsPreferredAndOthersAreProbedNowAndThen()
    {
        _harness = Harness(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Fastest });
        Task<ResolvedAnswer> first = _harness.AskAsync("example.org");
        _time.Advance(TimeSpan.FromMilliseconds(5));
        HeldTransport.Reply(_wire.Started[1]);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        HeldTransport.Reply(_wire.Started[0]);
        _ = await first;

        _wire.Started.Clear();
        for (int round = 0; round < 64; round++)
        {
            Task<ResolvedAnswer> asked = _harness.AskAsync("example.org");
            _time.Advance(TimeSpan.FromMilliseconds(5));
            HeldTransport.Reply(_wire.Started.Last(exchange => exchange.Upstream.Number == 2));
            _ = await asked;
        }

        Assert.That(_wire.Asked.Count(text => text == Two), Is.EqualTo(64));
        Assert.That(_wire.Asked.Count(text => text == One), Is.EqualTo(2));
    }

    [Test]
    public async Task Fallback_AllMainUpstreamsFail_IsAskedAtOnce()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Fallback = [Spare], Strategy = UpstreamStrategy.Failover });

        _wire.Started[0].Fail(UpstreamError.ConnectionFailed);
        _wire.Started[1].Fail(UpstreamError.ConnectionFailed);
        HeldTransport.Reply(_wire.Started[2]);

        Assert.That(_wire.Asked, Is.EqualTo(new[] { One, Two, Spare }));
        Assert.That((await asked).Upstream, Is.EqualTo(3));
    }

    [Test]
    public void Fallback_MainUpstreamsAreOnlySlow_WaitsForAWhile()
    {
        _ = Ask(new() { Upstreams = [One], Fallback = [Spare] });

        Pass(1_000);
        string[] early = [.. _wire.Asked];
        Pass(550);

        Assert.That(early, Does.Not.Contain(Spare));
        Assert.That(_wire.Asked, Does.Contain(Spare));
    }

    [Test]
    public async Task AllSilent_WhateverTheSettings_EndsWithin4300Ms()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Fallback = [Spare], Timeout = TimeSpan.FromSeconds(10), Attempts = 10 });

        Pass(4_300);

        Assert.That(asked.IsCompleted, Is.True);
        Assert.That((await asked).Error, Is.EqualTo(UpstreamError.Timeout));
        Assert.That(_wire.Abandoned, Has.Count.EqualTo(_wire.Started.Count));
        Assert.That(_harness!.Resolver.Pending, Is.Zero);
    }

    [Test]
    public async Task AllSilent_Thrice_HealthIsDegradedUntilOneAnswers()
    {
        _harness = Harness(new() { Upstreams = [One] });
        Task<ResolvedAnswer> asked = _harness.AskAsync("example.org");
        Pass(4_300);
        _ = await asked;
        HealthPart silent = _harness.Health.Parts.Single();

        asked = _harness.AskAsync("example.org");
        HeldTransport.Reply(_wire.Started[^1]);
        _ = await asked;

        Assert.That(silent.State, Is.EqualTo(HealthState.Degraded));
        Assert.That(silent.Detail, Does.StartWith("No upstream answers since"));
        Assert.That(_harness.Health.Parts.Single().State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public async Task OneUpstream_Silent_IsAskedAgain()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One] });

        Pass(1_025);
        HeldTransport.Reply(_wire.Started[1]);

        Assert.That((await asked).IsAnswered, Is.True);
    }

    [Test]
    public async Task AllDecline_LastAnswerIsPassedOn()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Failover });

        HeldTransport.Reply(_wire.Started[0], ResponseCode.Refused);
        HeldTransport.Reply(_wire.Started[1], ResponseCode.ServerFailure);

        ResolvedAnswer answer = await asked;
        Assert.That(answer.IsAnswered, Is.True);
        Assert.That(MessageHeader.ResponseCode(answer.Message), Is.EqualTo(ResponseCode.ServerFailure));
        Assert.That(_wire.Started, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Doubt_IcmpSpeaksAgainstFirst_NextIsAskedAtOnceAndFirstMayStillAnswer()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Failover });

        _wire.Started[0].Doubt(UpstreamError.Unreachable);
        string[] askedSoFar = [.. _wire.Asked];
        HeldTransport.Reply(_wire.Started[0]);

        Assert.That(askedSoFar, Is.EqualTo(new[] { One, Two }));
        Assert.That((await asked).Upstream, Is.EqualTo(1));
    }

    [Test]
    public async Task Overloaded_TransportIsFull_EndsAtOnceAndBlamesNobody()
    {
        _wire.StartError = UpstreamError.Overloaded;

        ResolvedAnswer answer = await Ask(new() { Upstreams = [One] });

        Assert.That(answer.Error, Is.EqualTo(UpstreamError.Overloaded));
        Assert.That(_harness!.Resolver.Upstreams[0].IsHealthy, Is.True);
        Assert.That(_harness.Resolver.Pending, Is.Zero);
    }

    [Test]
    public void Cancelled_WhileWaiting_ThrowsAndForgetsExchanges()
    {
        _harness = Harness(new() { Upstreams = [One] });
        using CancellationTokenSource stop = new();
        Task<ResolvedAnswer> asked = _harness.Resolver.ResolveAsync(ResolutionHarness.Query("example.org"), stop.Token).AsTask();

        stop.Cancel();
        _time.Advance(TimeSpan.FromMilliseconds(25));

        Assert.That(asked.IsCanceled, Is.True);
        Assert.That(_wire.Abandoned, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Loser_AnswersLater_IsMeasuredAndForgotten()
    {
        Task<ResolvedAnswer> asked = Ask(new() { Upstreams = [One, Two], Strategy = UpstreamStrategy.Parallel });
        HeldTransport.Reply(_wire.Started[0]);
        _ = await asked;

        _time.Advance(TimeSpan.FromMilliseconds(80));
        HeldTransport.Reply(_wire.Started[1]);

        Assert.That(_harness!.Resolver.Upstreams[1].SmoothedRtt, Is.EqualTo(TimeSpan.FromMilliseconds(80)).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That(_harness.Resolver.Pending, Is.Zero);
    }

    [Test]
    public async Task Conditional_LongestSuffix_IsAskedAlone()
    {
        _harness = Harness(new()
        {
            Upstreams = [One],
            Fallback = [Spare],
            Conditional = [new() { Domain = "lan", Upstreams = [Two] }, new() { Domain = "office.lan.", Upstreams = [Three] }],
        });

        _ = _harness.AskAsync("printer.lan");
        _ = _harness.AskAsync("a.OFFICE.lan");
        _ = _harness.AskAsync("notlan");
        Task<ResolvedAnswer> failing = _harness.AskAsync("lan");
        _time.Advance(TimeSpan.FromMilliseconds(100));
        string[] first = [.. _wire.Asked];
        Pass(4_300);

        Assert.That(first, Is.EqualTo(new[] { Two, Three, One, Two }));
        Assert.That((await failing).Error, Is.EqualTo(UpstreamError.Timeout));
        Assert.That(_harness.Resolver.IsConditional(ResolutionHarness.Query("x.lan").Name), Is.True);
        Assert.That(_harness.Resolver.IsConditional(ResolutionHarness.Query("xlan").Name), Is.False);
        Assert.That(_wire.Started.Where(exchange => exchange.Upstream.Address.Text == Spare).Count(), Is.LessThanOrEqualTo(1));
    }

    // The fake clock fires a timer that is due several times at the end of the leap; here each sweep has its own moment.
    private void Pass(int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed += 25)
        {
            _time.Advance(TimeSpan.FromMilliseconds(25));
        }
    }

    private Task<ResolvedAnswer> Ask(ResolverOptions options)
    {
        _harness = Harness(options);
        return _harness.AskAsync("example.org");
    }

    private ResolutionHarness Harness(ResolverOptions options) => new(options, _time, new UpstreamTransports(_wire, _wire));
}
