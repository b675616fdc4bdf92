using BhaiKaDns.Fakes;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class EngineOnThePathTests
{
    [Test]
    public void Ask_LookAlikeInAStrictHome_NeverLeavesTheHome()
    {
        using PipelineHarness house = new(("Intelligence:Mode", "Block"), ("Intelligence:Sensitivity", "Strict"));
        house.Get<EngineLoader>().Load();

        AskedQuery asked = house.Ask(new ClientQuery("paypa1.com") { HasEdns = true });

        Assert.That(asked.Text, Does.Contain("A 0.0.0.0").And.EndWith("EDE 15 look-alike: it imitates another name"));
        Assert.That(house.Upstream.Started, Is.Empty);
        Assert.That(house.TakeEvents().Single().Reason, Is.EqualTo(Reason.LookAlike));
    }

    [Test]
    public void Ask_LookAlikeThatAPersonAllows_GoesUpstream()
    {
        using PipelineHarness house = new(("Intelligence:Mode", "Block"), ("Intelligence:Sensitivity", "Strict"), ("Filtering:Rules:0", "@@||paypa1.com^"));
        house.Policies.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        house.Get<EngineLoader>().Load();

        _ = house.Ask(new ClientQuery("paypa1.com"));

        Assert.That(house.Upstream.Started, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Ask_MistypedName_IsTheMissingNameWithASuggestion()
    {
        using PipelineHarness house = new();
        await house.Get<TypoAdvice>().PrepareAsync();

        AskedQuery asked = house.Learn(new ClientQuery("facebok.com") { HasEdns = true }, "NXDOMAIN");

        Assert.That(asked.Text, Does.StartWith("NXDOMAIN").And.EndWith("EDE 0 typo: did you mean facebook.com?"));
    }

    [Test]
    public async Task Ask_MistypedNameWithoutEdns_IsToldNothing()
    {
        using PipelineHarness house = new();
        await house.Get<TypoAdvice>().PrepareAsync();

        AskedQuery asked = house.Learn(new ClientQuery("facebok.com"), "NXDOMAIN");

        Assert.That(asked.Text, Does.Not.Contain("EDE"));
    }
}
