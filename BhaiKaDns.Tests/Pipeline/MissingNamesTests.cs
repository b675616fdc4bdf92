using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

/// <summary>NXDOMAIN cut (RFC 8020), seen through the whole path: what is sent is read back as any client would.</summary>
internal sealed class MissingNamesTests
{
    private const string Negative = "NXDOMAIN / example.org 300 SOA ns.example.org admin.gone.example.org 7 3600 600 86400 300";

    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness();

    [TearDown]
    public void TearDown() => _house.Dispose();

    [TestCase("gone.example.org")]
    [TestCase("www.gone.example.org")]
    [TestCase("a.much.longer.name.below.gone.example.org")]
    [TestCase("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.gone.example.org")]
    public void TryRead_NameAtOrBelowAMissingOne_IsAnsweredWithPointersThatHold(string name)
    {
        _ = _house.Learn(new ClientQuery("gone.example.org"), Negative);

        AskedQuery asked = _house.Ask(new ClientQuery(name));

        Assert.That((asked.Result, asked.Text, _house.Upstream.Started.Count), Is.EqualTo((HandlingResult.Answered, Negative, 1)));
    }

    [Test]
    public void TryRead_OtherTypeOfAMissingName_IsAnswered()
    {
        _ = _house.Learn(new ClientQuery("gone.example.org"), Negative);

        AskedQuery asked = _house.Ask(new ClientQuery("gone.example.org", RecordType.Mx));

        Assert.That(asked.Text, Is.EqualTo(Negative));
    }

    [TestCase("example.org")]
    [TestCase("other.example.org")]
    [TestCase("notgone.example.org")]
    public void TryRead_NameBesideOrAboveAMissingOne_IsAskedUpstream(string name)
    {
        _ = _house.Learn(new ClientQuery("gone.example.org"), Negative);

        AskedQuery asked = _house.Ask(new ClientQuery(name));

        Assert.That(asked.Result, Is.EqualTo(HandlingResult.Deferred));
    }

    [Test]
    public void TryRead_MissingNameAtTheEndOfAChain_SaysNothingAboutTheAlias()
    {
        _ = _house.Learn(
            new ClientQuery("alias.example.org"), "NXDOMAIN alias.example.org 300 CNAME gone.example.org / example.org 300 SOA ns.example.org admin.example.org 7 3600 600 86400 300");

        AskedQuery below = _house.Ask(new ClientQuery("www.alias.example.org"));

        Assert.That(below.Result, Is.EqualTo(HandlingResult.Deferred));
    }

    [Test]
    public void TryRead_TimeOfTheMissingNameOver_IsAskedUpstream()
    {
        _ = _house.Learn(new ClientQuery("gone.example.org"), Negative);
        _house.Pass(TimeSpan.FromSeconds(301));

        AskedQuery asked = _house.Ask(new ClientQuery("www.gone.example.org"));

        Assert.That(asked.Result, Is.EqualTo(HandlingResult.Deferred));
    }

    [Test]
    public void TryRead_TimeHasPassed_TtlIsCountedDown()
    {
        _ = _house.Learn(new ClientQuery("gone.example.org"), Negative);
        _house.Pass(TimeSpan.FromSeconds(100));

        AskedQuery asked = _house.Ask(new ClientQuery("www.gone.example.org"));

        Assert.That(asked.Text, Does.StartWith("NXDOMAIN / example.org 200 SOA"));
    }
}
