using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

[TestFixture]
internal sealed class PolicyExplainerTests
{
    [Test]
    public async Task ExplainAsync_NamedByRuleAndLists_GivesEachLine()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(PolicyStoreTests.WriteList("# head\r\n0.0.0.0 x.ads.example\r\n*.ads.example\r\nbads.example\r\n"));
        settings["Filtering:Rules:0"] = "@@||ads.example^";
        using PolicyHome home = new(settings);
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyExplanation explanation = await home.Get<PolicyExplainer>().ExplainAsync(
            NameSetTests.Wire("x.ads.example"), RecordType.A, 0, CancellationToken.None);

        Assert.That(explanation.Verdict, Is.EqualTo(new Verdict(Decision.Allowed, Reason.UserRule, ListCatalog.RulesId)));
        Assert.That(explanation.Evidence, Is.EqualTo(new PolicyEvidence[]
        {
            new("user-rule", "@@||ads.example^", "rules", 1),
            new("block-list", "0.0.0.0 x.ads.example", "one", 2),
            new("block-list", "*.ads.example", "one", 3),
        }));
    }

    [Test]
    public async Task ExplainAsync_NamedByNothing_GivesNoEvidence()
    {
        using PolicyHome home = new([]);
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyExplanation explanation = await home.Get<PolicyExplainer>().ExplainAsync(
            NameSetTests.Wire("example.org"), RecordType.A, 0, CancellationToken.None);

        Assert.That(explanation.Verdict, Is.EqualTo(Verdict.Allowed));
        Assert.That(explanation.Evidence, Is.Empty);
    }

    [Test]
    public async Task ExplainAsync_RulesThatDoNotHold_AreGivenWithTheirReason()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(PolicyStoreTests.WriteList(
            "||ads.example^$client=tv\n||ads.example^$dnstype=AAAA\n||ads.example^\n/ads/$important\n||ads.example^$badfilter\n"));
        using PolicyHome home = new(settings);
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyExplanation explanation = await home.Get<PolicyExplainer>().ExplainAsync(
            NameSetTests.Wire("ads.example"), RecordType.A, 0, CancellationToken.None);

        Assert.That(explanation.Verdict.IsBlocked, Is.True);
        Assert.That(explanation.Evidence.Select(line => (line.Line, line.Note is null)), Is.EqualTo(new[] { (4, true), (1, false), (2, false), (3, false), (5, false) }));
    }

    [Test]
    public async Task ExplainAsync_AnyRules_NamesFirstWhatDecided()
    {
        string[] lines =
        [
            "ads.example", "0.0.0.0 x.ads.example", "@@||x.ads.example^", "||ads.example^$important", "@@||ads.example^$important", "/^x\\./", "||*ads*.example^", "||ads.example^$dnsrewrite=192.0.2.1",
            "||ads.example^$badfilter", "||ads.example^$important,badfilter", "@@||ads.example^$dnsrewrite", "*.ads.example", "||x.ads.example^$dnstype=AAAA", "x.ads.example CNAME *.", "||ads.example^$client=tv", "@@/ads/",
        ];
        Random random = new(1);
        for (int round = 0; round < 60; round++)
        {
            Dictionary<string, string?> settings = PolicyHome.OneList(PolicyStoreTests.WriteList(string.Join('\n', random.GetItems(lines, 4))));
            settings["Filtering:Lists:1:Name"] = "two";
            settings["Filtering:Lists:1:Source"] = PolicyStoreTests.WriteList(string.Join('\n', random.GetItems(lines, 3)));
            settings["Filtering:Rules:0"] = random.GetItems(lines, 1)[0];
            using PolicyHome home = new(settings);
            await home.Store.LoadAsync(CancellationToken.None);

            PolicyExplanation explanation = await home.Get<PolicyExplainer>().ExplainAsync(
                NameSetTests.Wire("x.ads.example"), RecordType.A, 0, CancellationToken.None);

            PolicyEvidence? decided = explanation.Evidence.FirstOrDefault(line => line.Note is null);
            Assert.That(decided?.List, Is.EqualTo(home.Get<ListCatalog>().NameOf(explanation.Verdict.ListId)));
            Assert.That(decided?.Kind, Is.EqualTo(explanation.Verdict.Reason is Reason.None ? null : explanation.Verdict.Reason.Id()));
        }
    }
}
