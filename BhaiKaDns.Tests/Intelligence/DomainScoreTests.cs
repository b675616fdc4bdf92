using NUnit.Framework;

namespace BhaiKaDns.Intelligence;

internal sealed class DomainScoreTests
{
    private static readonly DomainSigns Unknown = new(IsListed: false, Rank: 0, AgeDays: null, Imitated: null, Chance: 0.1, HostScore: -2);

    [Test]
    public void Of_PopularAndKnownLong_IsTheWholeScale() =>
        Assert.That(DomainScore.Of(Unknown with { Rank = 5, AgeDays = 90 }).Score, Is.EqualTo(100));

    [Test]
    public void Of_NothingKnown_IsInTheMiddle() => Assert.That(DomainScore.Of(Unknown).Score, Is.EqualTo(55));

    [Test]
    public void Of_LookAlikeOnAList_IsNothing() =>
        Assert.That(DomainScore.Of(Unknown with { IsListed = true, Imitated = "paypal.com" }).Score, Is.Zero);

    [Test]
    public void Of_PopularWithOddLetters_LosesNothing() =>
        Assert.That(DomainScore.Of(Unknown with { Rank = 50_000, Chance = 0.99, HostScore = 4 }).Score, Is.EqualTo(85));

    [Test]
    public void Of_AnySigns_PartsAddUp([Values] bool isListed, [Values(0, 7, 70_000)] int rank, [Values(null, 0, 3, 60)] int? age, [Values(0.2, 0.97)] double chance, [Values(-1, 9)] double host)
    {
        DomainScore score = DomainScore.Of(new DomainSigns(isListed, rank, age, rank == 0 ? "paypal.com" : null, chance, host));

        Assert.That(score.Parts.Sum(part => part.Weight), Is.EqualTo(score.Score));
    }
}
