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
}
