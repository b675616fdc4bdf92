using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class MissResolutionTests
{
    /// <summary>The answer was stored in memory that the cache had given back; the process ended with a memory fault.</summary>
    [Test]
    public void Dispose_QuestionStillOpen_ItsLateAnswerTouchesNothing()
    {
        PipelineHarness house = new();
        AskedQuery asked = house.Ask("www.example.org");
        house.Dispose();

        house.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        Assert.That(asked.Text, Is.EqualTo("nothing"));
    }

    [Test]
    public void Stop_QuestionStillOpen_IsGivenUp()
    {
        using PipelineHarness house = new();
        AskedQuery asked = house.Ask("www.example.org");

        house.Get<MissResolution>().Stop();
        house.Pass(TimeSpan.FromSeconds(5));

        Assert.That((asked.Sink.Count, house.Upstream.Abandoned.Count), Is.EqualTo((0, 1)));
    }
}
