using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class DurationTests
{
    [TestCase("30s", 30)]
    [TestCase("10m", 600)]
    [TestCase("1h30m", 5400)]
    [TestCase("2D", 172800)]
    public void TryParse_Text_GivesSeconds(string text, int expected)
    {
        bool isRead = Duration.TryParse(text, out long seconds);

        Assert.That((isRead, seconds), Is.EqualTo((true, (long)expected)));
    }

    [TestCase("")]
    [TestCase("10")]
    [TestCase("0m")]
    [TestCase("m")]
    [TestCase("1x")]
    [TestCase("-1m")]
    [TestCase("99999999999h")]
    public void TryParse_NotATime_IsRefused(string text)
    {
        Assert.That(Duration.TryParse(text, out _), Is.False);
    }
}
