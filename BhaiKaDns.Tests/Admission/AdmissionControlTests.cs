using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Admission;

internal sealed class AdmissionControlTests
{
    private static readonly AdmissionOptions Small = new() { QueriesPerSecond = 10, Burst = 20, RefusalsPerSecond = 3 };

    [Test]
    public void Admit_BurstAtOnce_IsAdmittedAndNoMore()
    {
        using AdmissionHarness admission = new(Small);

        int admitted = admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5");

        Assert.That((admitted, admission.Admit("192.168.1.5")), Is.EqualTo((20, AdmissionResult.Silence)));
    }

    [Test]
    public void Admit_AfterTheBurst_RefillsAtTheRate()
    {
        using AdmissionHarness admission = new(Small);
        _ = admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5");

        int admitted = Enumerable.Range(1, 10).Sum(second => admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5", second * 1000));

        Assert.That(admitted, Is.EqualTo(100));
    }

    [Test]
    public void Admit_OneClientOverItsRate_OthersAreNotHeldBack()
    {
        using AdmissionHarness admission = new(Small);
        _ = admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5");

        Assert.That(admission.Admit("192.168.1.6"), Is.EqualTo(AdmissionResult.Admitted));
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public void Admit_UnlimitedNetwork_IsNeverHeldBack(string client)
    {
        using AdmissionHarness admission = new(Small);

        Assert.That(admission.Count(AdmissionResult.Admitted, 1000, client), Is.EqualTo(1000));
    }

    [Test]
    public void Admit_SwitchedOff_HoldsNobodyToARate()
    {
        using AdmissionHarness admission = new(new AdmissionOptions { Enabled = false, QueriesPerSecond = 1, Burst = 1 });

        Assert.That(admission.Count(AdmissionResult.Admitted, 1000, "192.168.1.5"), Is.EqualTo(1000));
    }

    [Test]
    public void Admit_SwitchedOff_StrangersAreRefusedAllTheSame()
    {
        using AdmissionHarness admission = new(new AdmissionOptions { Enabled = false });

        Assert.That(admission.Admit("203.0.113.5"), Is.EqualTo(AdmissionResult.Refusal));
    }

    [Test]
    public void Admit_TwoLanes_GiveAClientTheWholeRateTogether()
    {
        using AdmissionHarness admission = new(Small, lanes: 2);

        int admitted = admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5", lane: 0) + admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5", lane: 1);

        Assert.That(admitted, Is.EqualTo(20));
    }

    [TestCase("203.0.113.5", "203.0.113.99")]
    [TestCase("2001:db8:0:1200::1", "2001:db8:0:12ff:9::9")]
    public void Admit_StrangersOfOneNetwork_ShareTheRefusals(string first, string second)
    {
        using AdmissionHarness admission = new(Small);

        int refused = admission.Count(AdmissionResult.Refusal, 50, first) + admission.Count(AdmissionResult.Refusal, 50, second);

        Assert.That((refused, admission.Admit(first)), Is.EqualTo((3, AdmissionResult.Silence)));
    }

    [Test]
    public void Admit_StrangersForTenSeconds_AreRefusedAtTheBoundedRateThenSilence()
    {
        using AdmissionHarness admission = new(Small);

        int refused = Enumerable.Range(0, 1000).Sum(step => admission.Count(AdmissionResult.Refusal, 10, "203.0.113.5", step * 10));

        Assert.That(refused, Is.InRange(30, 33));
    }

    [Test]
    public void Admit_NoRefusalsWanted_StrangersMeetSilence()
    {
        using AdmissionHarness admission = new(new AdmissionOptions { RefusalsPerSecond = 0 });

        Assert.That(admission.Admit("203.0.113.5"), Is.EqualTo(AdmissionResult.Silence));
    }

    [Test]
    public void Admit_FloodOfForgedStrangers_ClientOfTheHomeKeepsItsBucket()
    {
        using AdmissionHarness admission = new(Small);
        _ = admission.Count(AdmissionResult.Admitted, 100, "192.168.1.5", nowMs: 1000);
        for (int forged = 0; forged < 100_000; forged++)
        {
            _ = admission.Admit($"203.{forged >> 16 & 255}.{forged >> 8 & 255}.{forged & 255}", nowMs: 1000);
        }

        Assert.That(admission.Admit("192.168.1.5", nowMs: 1000), Is.EqualTo(AdmissionResult.Silence));
    }

    [Test]
    public void Admit_AnyNetworkAllowed_ThereAreNoStrangers()
    {
        using AdmissionHarness admission = new(Small, new DnsOptions { AllowedNetworks = ["any"] });

        Assert.That(admission.Admit("203.0.113.5"), Is.EqualTo(AdmissionResult.Admitted));
    }
}
