using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Switches;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class SpecialAnswersTests
{
    private const string SoaData = "SOA localhost nobody.invalid 1 3600 1200 604800 3600";

    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness(
        ("Resolver:Conditional:0:Domain", "168.192.in-addr.arpa"), ("Resolver:Conditional:0:Upstreams:0", "192.168.1.1"), ("Dns:AnswerChaosQueries", "true"));

    [TearDown]
    public void TearDown() => _house.Dispose();

    [TestCase("localhost", RecordType.A, "NOERROR localhost 3600 A 127.0.0.1")]
    [TestCase("printer.localhost", RecordType.Aaaa, "NOERROR printer.localhost 3600 AAAA ::1")]
    [TestCase("localhost", RecordType.Mx, "NOERROR / localhost 3600 " + SoaData)]
    [TestCase("1.0.0.127.in-addr.arpa", RecordType.Ptr, "NOERROR 1.0.0.127.in-addr.arpa 3600 PTR localhost")]
    [TestCase("a.b.invalid", RecordType.A, "NXDOMAIN / invalid 3600 " + SoaData)]
    [TestCase("printer.local", RecordType.A, "NXDOMAIN / local 3600 " + SoaData)]
    [TestCase("hidden.onion", RecordType.A, "NXDOMAIN / onion 3600 " + SoaData)]
    [TestCase("home.arpa", RecordType.A, "NOERROR / home.arpa 3600 " + SoaData)]
    [TestCase("_dns.resolver.arpa", RecordType.Svcb, "NOERROR / resolver.arpa 3600 " + SoaData)]
    [TestCase("9.1.0.10.in-addr.arpa", RecordType.Ptr, "NXDOMAIN / 10.in-addr.arpa 3600 " + SoaData)]
    [TestCase("example.org", RecordType.Any, "NOERROR example.org 3600 HINFO \"RFC8482\" \"\"")]
    public void TryAnswer_SpecialNameOrType_IsAnsweredHere(string name, RecordType type, string expected)
    {
        AskedQuery asked = _house.Ask(new ClientQuery(name, type));

        Assert.That((asked.Text, _house.Upstream.Started.Count), Is.EqualTo((expected, 0)));
    }

    [TestCase("_dns.resolver.arpa", false, false)]
    [TestCase("_dns.resolver.arpa", true, true)]
    [TestCase("resolver.arpa", false, true)]
    public void IsSpecial_DesignatedResolver_IsForTheGroupToSay(string name, bool answersHere, bool expected)
    {
        GroupSwitches switches = GroupSwitches.Of(new GroupOptions { AnswerDesignatedResolvers = answersHere });

        Assert.That(_house.Get<SpecialAnswers>().IsSpecial(Wire.Name(name), RecordType.Svcb, switches), Is.EqualTo(expected));
    }

    [Test]
    public void TryAnswer_LongNameInSpecialZone_SoaIsOwnedByTheZone()
    {
        string name = string.Join('.', Enumerable.Repeat(new string('a', 60), 4)) + ".test";

        AskedQuery asked = _house.Ask(new ClientQuery(name));

        Assert.That(asked.Text, Is.EqualTo("NXDOMAIN / test 3600 " + SoaData));
    }

    [Test]
    public void TryAnswer_ConditionalUpstreamServesTheZone_IsAskedThere()
    {
        AskedQuery asked = _house.Ask(new ClientQuery("9.1.168.192.in-addr.arpa", RecordType.Ptr));

        _house.Reply("NOERROR 9.1.168.192.in-addr.arpa 60 PTR printer.home");

        Assert.That((asked.Text, _house.Upstream.Asked[0]), Is.EqualTo(("NOERROR 9.1.168.192.in-addr.arpa 60 PTR printer.home", "192.168.1.1")));
    }

    [TestCase("version.bind")]
    [TestCase("VERSION.server")]
    [TestCase("hostname.bind")]
    [TestCase("id.server")]
    public void TryAnswerChaos_SwitchedOn_TellsInClassChaos(string name)
    {
        AskedQuery asked = _house.Ask(new ClientQuery(name, RecordType.Txt) { Class = RecordClass.Chaos });

        byte[] response = asked.Response!;
        _ = MessageReader.Read(response, out MessageSections sections);
        _ = new RecordReader(response, sections.Answers).Read(out RecordView record);
        Assert.That((MessageHeader.AnswerCount(response), record.Class, record.Type), Is.EqualTo((1, RecordClass.Chaos, RecordType.Txt)));
    }

    [TestCase("authors.bind", RecordType.Txt)]
    [TestCase("version.bind", RecordType.A)]
    public void TryAnswerChaos_OtherNameOrType_IsRefused(string name, RecordType type)
    {
        AskedQuery asked = _house.Ask(new ClientQuery(name, type) { Class = RecordClass.Chaos });

        Assert.That(asked.Text, Is.EqualTo("REFUSED"));
    }

    [Test]
    public void TryAnswerChaos_NotSwitchedOn_IsRefused()
    {
        using PipelineHarness silent = new();

        AskedQuery asked = silent.Ask(new ClientQuery("version.bind", RecordType.Txt) { Class = RecordClass.Chaos, HasEdns = true });

        Assert.That((asked.Text, silent.TakeEvents()[0].Reason), Is.EqualTo(("REFUSED EDE 18 chaos-class: nothing is told in this class", Reason.ChaosClass)));
    }
}
