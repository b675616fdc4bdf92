using BhaiKaDns.Dns;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Switches;

internal sealed class GroupSwitchesTests
{
    private static readonly GroupSwitches On = GroupSwitches.Of(new GroupOptions { BlockPrivateRelay = true });

    [TestCase("use-application-dns.net", Reason.FirefoxCanary)]
    [TestCase("x.use-application-dns.net", Reason.None)]
    [TestCase("mask.icloud.com", Reason.PrivateRelay)]
    [TestCase("mask-h2.icloud.com", Reason.PrivateRelay)]
    [TestCase("mask.apple-dns.net", Reason.PrivateRelay)]
    [TestCase("canary.mask.apple-dns.net", Reason.PrivateRelay)]
    [TestCase("www.icloud.com", Reason.None)]
    [TestCase("gateway.apple-dns.net", Reason.None)]
    [TestCase("net", Reason.None)]
    [TestCase(".", Reason.None)]
    public void Find_AllOn_SpeaksOfTheseNamesAlone(string name, Reason expected) => Assert.That(On.Find(new AskedQuestion(name).Question), Is.EqualTo(expected));

    [TestCase("use-application-dns.net")]
    [TestCase("mask.icloud.com")]
    public void Find_AllOff_SaysNothing(string name) => Assert.That(GroupSwitches.Off.Find(new AskedQuestion(name).Question), Is.EqualTo(Reason.None));

    [Test]
    public void Of_NewGroup_KeepsFirefoxAndLeavesApple()
    {
        GroupSwitches switches = GroupSwitches.Of(new GroupOptions());

        Assert.That(switches.Find(new AskedQuestion("use-application-dns.net").Question), Is.EqualTo(Reason.FirefoxCanary));
        Assert.That(switches.Find(new AskedQuestion("mask.icloud.com").Question), Is.EqualTo(Reason.None));
        Assert.That(switches.AnswersDesignatedResolvers, Is.True);
    }

    [TestCase("use-application-dns.net")]
    [TestCase("mask.icloud.com")]
    [TestCase("www.example.org")]
    public void Find_AnyName_AllocatesNothing(string name)
    {
        AskedQuestion asked = new(name, RecordType.Aaaa);

        long allocated = Allocations.Of(() => _ = On.Find(asked.Question));

        Assert.That(allocated, Is.Zero);
    }
}
