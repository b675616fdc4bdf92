using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

internal sealed class DecisionWithoutTests
{
    [TestCase("block.example", Reason.BlockList, Decision.Allowed, Reason.None, TestName = "Explain_OneLine_WithoutItAllowed")]
    [TestCase("twice.example", Reason.BlockList, Decision.Blocked, Reason.BlockList, TestName = "Explain_TwoLines_WithoutItBlockedByTheOther")]
    [TestCase("fine.example", Reason.UserRule, Decision.Blocked, Reason.BlockList, TestName = "Explain_Exception_WithoutItBlocked")]
    [TestCase("threat.example", Reason.ThreatFeed, Decision.Allowed, Reason.None, TestName = "Explain_ThreatList_WithoutItAllowed")]
    [TestCase("www.tiktok.com", Reason.Service, Decision.Blocked, Reason.BlockList, TestName = "Explain_Service_WithoutItTheListBlocks")]
    [TestCase("block.zip", Reason.Suffix, Decision.Blocked, Reason.BlockList, TestName = "Explain_Suffix_WithoutItTheListBlocks")]
    [TestCase("nas.example", Reason.LocalRecord, Decision.Blocked, Reason.BlockList, TestName = "Explain_Record_WithoutItTheListBlocks")]
    [TestCase("use-application-dns.net", Reason.FirefoxCanary, Decision.Allowed, Reason.None, TestName = "Explain_Switch_WithoutItAllowed")]
    [TestCase("www.google.com", Reason.SafeSearch, Decision.Allowed, Reason.None, TestName = "Explain_SafeSearch_WithoutItAllowed")]
    public async Task ExplainAsync_Decided_TellsWhatWouldBeWithout(string name, Reason reason, Decision without, Reason next)
    {
        using PolicyHome home = Home();
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyExplanation explanation = await home.Get<PolicyExplainer>().ExplainAsync(NameSetTests.Wire(name), RecordType.A, 0, CancellationToken.None);

        Assert.That(explanation.Verdict.Reason, Is.EqualTo(reason));
        Assert.That(explanation.Evidence[0].Kind, Is.EqualTo(reason.Id()));
        Assert.That((explanation.Without?.Decision, explanation.Without?.Reason), Is.EqualTo(((Decision?)without, (Reason?)next)));
    }

    [Test]
    public async Task ExplainAsync_NothingDecided_HasNothingToTakeOut()
    {
        using PolicyHome home = Home();
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyExplanation explanation = await home.Get<PolicyExplainer>().ExplainAsync(NameSetTests.Wire("example.org"), RecordType.A, 0, CancellationToken.None);

        Assert.That(explanation.Without, Is.Null);
    }

    private static PolicyHome Home()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(PolicyStoreTests.WriteList("block.example\n||twice.example^\n0.0.0.0 twice.example\nfine.example\nwww.tiktok.com\nblock.zip\nnas.example\n"));
        settings["Filtering:Lists:1:Name"] = "threats";
        settings["Filtering:Lists:1:Source"] = PolicyStoreTests.WriteList("threat.example");
        settings["Filtering:Lists:1:Kind"] = "Threat";
        settings["Filtering:Rules:0"] = "@@||fine.example^";
        settings["Policy:Groups:0:Name"] = "default";
        settings["Policy:Groups:0:BlockedServices:0"] = "tiktok";
        settings["Policy:Groups:0:BlockedSuffixes:0"] = "zip";
        settings["Policy:Groups:0:SafeSearch:0"] = "*";
        settings["Policy:Records:0:Name"] = "nas.example";
        settings["Policy:Records:0:Value"] = "192.0.2.1";
        return new PolicyHome(settings);
    }
}
