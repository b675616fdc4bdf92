using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class HeartbeatFindingTests
{
    [Test]
    public void Sentence_AFinding_TellsPeriodAndStart()
    {
        long since = new DateTimeOffset(2026, 5, 4, 14, 2, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        HeartbeatFinding finding = new(default, TimeSpan.FromSeconds(60.2), 0.03, 20, since);

        Assert.That(finding.Sentence("x.example", TimeZoneInfo.Utc), Is.EqualTo("asks x.example about every 60 seconds since 14:02"));
    }

    [TestCase(7.4, "7 seconds")]
    [TestCase(119.9, "120 seconds")]
    [TestCase(301, "5 minutes")]
    [TestCase(3600, "60 minutes")]
    [TestCase(9000, "2.5 hours")]
    public void PeriodText_APeriod_HasAProperUnit(double seconds, string text)
    {
        HeartbeatFinding finding = new(default, TimeSpan.FromSeconds(seconds), 0, 0, 0);

        Assert.That(finding.PeriodText, Is.EqualTo(text));
    }
}
