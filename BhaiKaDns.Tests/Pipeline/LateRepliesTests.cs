using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class LateRepliesTests
{
    private static readonly ClientQuery Query = new("www.example.org");

    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness();

    [TearDown]
    public void TearDown() => _house.Dispose();

    [Test]
    public void Send_SeveralWait_EachGetsItsOwnIdSpellingAndEdns()
    {
        AskedQuery plain = _house.Ask(Query with { Id = 1 });
        AskedQuery spelled = _house.Ask(new ClientQuery("WWW.example.ORG") { Id = 2, HasEdns = true });

        _house.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        (ushort, string, int)[] got = [.. new[] { plain, spelled }.Select(asked => asked.Response!).Select(response =>
            (MessageHeader.Id(response), ScriptedMessage.ToText(response.AsSpan(MessageHeader.Length)), MessageHeader.AdditionalCount(response)))];
        Assert.That(got, Is.EqualTo(new (ushort, string, int)[] { (1, "www.example.org", 0), (2, "WWW.example.ORG", 1) }));
    }

    [Test]
    public void Send_AnswerTooLongForOneWhoWaits_OnlyThatOneIsTruncated()
    {
        string many = string.Join("; ", Enumerable.Range(1, 40).Select(index => $"www.example.org 60 A 192.0.2.{index}"));
        AskedQuery small = _house.Ask(Query);
        AskedQuery large = _house.Ask(Query with { HasEdns = true });

        _house.Reply("NOERROR " + many);

        Assert.That((small.Text, large.Text), Is.EqualTo(("NOERROR TC", "NOERROR " + many)));
    }

    [Test]
    public void Send_AllWereAnswered_AllPlacesAreFree()
    {
        AskedQuery[] asked = [.. Enumerable.Range(0, 20).Select(_ => _house.Ask(Query))];

        _house.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        Assert.That((asked.All(query => query.Sink.Count == 1), _house.Get<PendingQueries>().InUse, _house.Get<QuestionsInFlight>().Count), Is.EqualTo((true, 0, 0)));
    }

    [Test]
    public void Send_QueryThatWaited_IsLoggedWithItsTimeAndUpstream()
    {
        _ = _house.Ask(Query);
        _house.Pass(TimeSpan.FromMilliseconds(40));

        _house.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        QueryEvent logged = _house.TakeEvents().Single();
        Assert.That((logged.Source, logged.Upstream, logged.ElapsedMicroseconds, logged.Decision), Is.EqualTo((AnswerSource.Upstream, (byte)1, 40_000u, Decision.Allowed)));
    }

    [Test]
    public async Task Send_NameBlockedMeanwhile_GetsTheBlockedAnswer()
    {
        AskedQuery asked = _house.Ask(Query);
        await _house.Policies.SetRulesAsync(["||example.org^"], CancellationToken.None);

        _house.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        Assert.That(asked.Text, Is.EqualTo("NOERROR www.example.org 10 A 0.0.0.0"));
    }
}
