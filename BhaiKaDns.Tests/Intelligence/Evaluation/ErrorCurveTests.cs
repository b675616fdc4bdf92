using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Evaluation;

internal sealed class ErrorCurveTests
{
    private static readonly float[] OneToTen = [.. Enumerable.Range(1, 10).Select(value => (float)value)];

    [Test]
    public void Area_FourPairsOneTied_IsSevenEighths() => Assert.That(ErrorCurve.Area([3, 2], [1, 2]), Is.EqualTo(0.875));

    [Test]
    public void Area_OneSideMissing_IsNone() => Assert.That((ErrorCurve.Area([], [1]), ErrorCurve.Area([1], [])), Is.EqualTo((double.NaN, double.NaN)));

    [TestCase(0, 0)]
    [TestCase(0.1, 0.1)]
    [TestCase(0.35, 0.3)]
    [TestCase(1, 1)]
    public void Threshold_Share_FlagsAtMostThatShareOfTheGood(double share, double flagged) =>
        Assert.That(ErrorCurve.Share(OneToTen, ErrorCurve.Threshold(OneToTen, share)), Is.EqualTo(flagged));

    [Test]
    public void Threshold_TiedScores_FlagsNoneOfThem() => Assert.That(ErrorCurve.Share([5, 5, 5, 1], ErrorCurve.Threshold([5, 5, 5, 1], 0.5)), Is.Zero);

    [Test]
    public void Share_NoGoodOnes_IsNone() => Assert.That(ErrorCurve.Share([1, 2], ErrorCurve.Threshold([], 0.5)), Is.NaN);
}
