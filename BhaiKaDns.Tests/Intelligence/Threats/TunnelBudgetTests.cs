using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class TunnelBudgetTests
{
    private const string Hex = "0123456789abcdef";
    private static readonly ClientAddress Client = ClientAddress.FromIPv4(0x0A000001);

    private readonly Random _random = new(11);

    [TestCase(16)]
    [TestCase(24)]
    [TestCase(50)]
    [TestCase(180)]
    public void Admits_TunnelThatNobodyFoundYet_PassesLessThanTenThousandOctets(int length)
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        int passed = 0;
        for (int query = 0; query < 3000; query++)
        {
            passed += Admits(budget, Dotted(length) + ".carrier.net", query) ? length : 0;
        }

        Assert.That(passed / 2, Is.LessThan(10_000));
    }

    [Test]
    public void Admits_OneNameAgainAndAgain_IsNeverCut()
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        string name = Dotted(60) + ".carrier.net";

        bool isCut = Enumerable.Range(0, 1000).Any(query => !Admits(budget, name, query));

        Assert.That(isCut, Is.False);
    }

    [Test]
    public void Admits_GuardedZone_IsNeverCut()
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        bool isCut = Enumerable.Range(0, 1000).Any(query => !Admits(budget, Dotted(60) + ".cloudfront.net", query));

        Assert.That(isCut, Is.False);
    }

    [Test]
    public void Admits_PairThatWasCut_PassesAgainTenMinutesLater()
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        byte[] name = WireNames.Of("www.carrier.net");
        budget.Cut(TunnelGuard.PairOf(Client, name.AsSpan(WireNames.LastTwo(name))), nowMs: 1000);

        bool[] admitted = [Admits(budget, "www.carrier.net", 2000), Admits(budget, "www.other.net", 2000), Admits(budget, "www.carrier.net", 1000 + (10 * 60 * 1000))];

        Assert.That(admitted, Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public void Admits_OtherPairsInGreatNumber_DoNotLiftACut()
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        byte[] name = WireNames.Of("www.carrier.net");
        budget.Cut(TunnelGuard.PairOf(Client, name.AsSpan(WireNames.LastTwo(name))), nowMs: 1000);

        for (int query = 0; query < 20_000; query++)
        {
            _ = Admits(budget, $"{WireNames.Code(_random, 30, Hex)}.{WireNames.Code(_random, 10)}.net", 2000);
        }

        Assert.That(Admits(budget, "www.carrier.net", 2001), Is.False);
    }

    [Test]
    public void Admits_FourThreadsAtOnce_PassLessThanTenThousandOctets()
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        int passed = 0;

        Parallel.For(0, 4, thread =>
        {
            Random random = new(thread);
            for (int query = 0; query < 2000; query++)
            {
                if (Admits(budget, $"{WireNames.Code(random, 50, Hex)}.carrier.net", query))
                {
                    Interlocked.Add(ref passed, 50);
                }
            }
        });

        Assert.That(passed / 2, Is.LessThan(10_000));
    }

    [Test]
    public void Admits_AnyQuery_AllocatesNothing()
    {
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        byte[] name = WireNames.Of(Dotted(50) + ".carrier.net");
        int registrableAt = WireNames.LastTwo(name);
        long now = 0;

        long allocated = Allocations.Of(() =>
        {
            name[1] = (byte)('a' + (now % 26));
            _ = budget.Admits(Client, name, registrableAt, now += 5000);
        });

        Assert.That(allocated, Is.Zero);
    }

    private static bool Admits(TunnelBudget budget, string text, long ms)
    {
        byte[] name = WireNames.Of(text);
        return budget.Admits(Client, name, WireNames.LastTwo(name), ms);
    }

    private string Dotted(int length) =>
        length <= 50 ? WireNames.Code(_random, length, Hex) : WireNames.Code(_random, 50, Hex) + "." + Dotted(length - 50);
}
