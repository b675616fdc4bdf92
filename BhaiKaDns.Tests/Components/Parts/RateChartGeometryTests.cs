using BhaiKaDns.Analytics;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Components.Parts;

internal sealed class RateChartGeometryTests
{
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(3, 5)]
    [TestCase(11, 20)]
    [TestCase(100_000, 100_000)]
    public void RoundUp_AnyCount_IsARoundNumber(long count, long expected) => Assert.That(RateChartGeometry.RoundUp(count), Is.EqualTo(expected));

    [Test]
    public void RoundUp_AnyCount_IsNotSmaller() => Gen.Int[0, int.MaxValue].Sample(count => RateChartGeometry.RoundUp(count) >= count);

    [Test]
    public void Of_Nothing_IsEmpty() => Assert.That(RateChartGeometry.Of([]), Is.EqualTo(RateChartGeometry.Empty));

    [Test]
    public void Of_SomeSeconds_SaysInWordsWhatItDraws()
    {
        SecondCount[] seconds = [new(default, 2, 1), new(default, 8, 0), new(default, 5, 2)];

        RateChartGeometry geometry = RateChartGeometry.Of(seconds);

        Assert.That(
            geometry.Description,
            Is.EqualTo("In the last 3 seconds: 5 queries in the latest second, 8 at most, 5.0 on average; 3 of 15 were blocked."));
    }

    [TestCase(1, "0.5")]
    [TestCase(5, "2.5")]
    [TestCase(50, "25")]
    public void MiddleLabel_AnyTop_IsHalfOfIt(int top, string expected) =>
        Assert.That(RateChartGeometry.Of([new SecondCount(default, top, 0)]).MiddleLabel, Is.EqualTo(expected));

    [Test]
    public void Of_OneSecond_IsDrawn()
    {
        RateChartGeometry geometry = RateChartGeometry.Of([new SecondCount(default, 3, 0)]);

        Assert.That(geometry.AllPath, Does.StartWith("M").And.EndWith("Z").And.Not.Contain("NaN"));
    }
}
