using NUnit.Framework;

namespace BhaiKaDns.Resolution;

internal sealed class LatencyHistoryTests
{
    private const long Minute = 60_000;

    [Test]
    public void Read_AnswersOfOneMinute_GiveTheirMeanAtTheEnd()
    {
        LatencyHistory history = new();
        history.Answered(10, 5 * Minute);
        history.Answered(30, 5 * Minute);
        history.Failed(5 * Minute);

        Assert.That(history.Read(5 * Minute)[^1], Is.EqualTo(new LatencyMinute(20, 30, 2, 1)));
    }

    [Test]
    public void Read_AnHourLater_HasForgotten()
    {
        LatencyHistory history = new();
        history.Answered(10, 5 * Minute);

        Assert.That(history.Read(65 * Minute).Any(minute => minute.Answers > 0), Is.False);
    }
}
