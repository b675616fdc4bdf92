using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class HeartbeatFinderTests
{
    private const long Start = 1_790_000_000_000;
    private static readonly ClientAddress Client = ClientAddress.FromIPv4(0x0A000001);
    private static readonly byte[] Name = WireNames.Of("master.beacon.net");

    [Test]
    public void Observe_SixtySecondsWithFivePercentJitter_IsNamedWithinTwentyMinutes()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            HeartbeatFinder finder = new(static _ => false);
            double seconds = 0;
            HeartbeatFinding finding = default;
            while (seconds < 20 * 60 && !finder.Observe(Client, Name, 1, Start + (long)(seconds * 1000), out finding))
            {
                seconds += 60 * (1 + (0.05 * Normal(random)));
            }

            Assert.That(finding.Period.TotalSeconds, Is.EqualTo(60).Within(4), $"seed {seed}");
        }
    }

    [TestCase(5.5)]
    [TestCase(60)]
    [TestCase(300)]
    [TestCase(3600)]
    [TestCase(21_000)]
    public void Observe_Metronome_IsNamedAtTheSixthInterval(double period)
    {
        HeartbeatFinder finder = new(static _ => false);

        int beats = Enumerable.Range(1, 30).First(beat => finder.Observe(Client, Name, 1, Start + (long)(beat * period * 1000), out _));

        Assert.That(beats, Is.EqualTo(7));
    }

    [Test]
    public void Observe_MissedBeatsAndBursts_AreNamedWithThePeriod()
    {
        HeartbeatFinder finder = new(static _ => false);
        HeartbeatFinding finding = default;
        for (int beat = 0; beat < 20 && finding.Count == 0; beat++)
        {
            if (beat is 4 or 9)
            {
                continue;
            }

            // A, AAAA and a repetition.
            _ = finder.Observe(Client, Name, 1, Start + (beat * 60_000), out HeartbeatFinding found);
            _ = finder.Observe(Client, Name, 1, Start + (beat * 60_000) + 3, out _);
            _ = finder.Observe(Client, Name, 1, Start + (beat * 60_000) + 1100, out _);
            finding = found.Count > 0 ? found : finding;
        }

        Assert.That(finding.Period, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [TestCase(1.0)]
    [TestCase(2.5)]
    [TestCase(4.9)]
    [TestCase(22_000)]
    public void Observe_TooOftenOrTooSeldom_IsNothing(double period)
    {
        HeartbeatFinder finder = new(static _ => false);

        bool isFound = Enumerable.Range(1, 200).Any(beat => finder.Observe(Client, Name, 1, Start + (long)(beat * period * 1000), out _));

        Assert.That(isFound, Is.False);
    }

    [Test]
    public void Observe_VariationOfFortyPercent_IsNothing()
    {
        int found = CountFound(random => 60 * Math.Max(0.1, 1 + (0.40 * Normal(random))));

        Assert.That(found, Is.LessThanOrEqualTo(2), "of 2,000 devices with 100 beats each");
    }

    [Test]
    public void Observe_IntervalsOfChance_AreNothing()
    {
        int found = CountFound(random => -120 * Math.Log(1 - random.NextDouble()));

        Assert.That(found, Is.LessThanOrEqualTo(2), "of 2,000 devices with 100 beats each");
    }

    [Test]
    public void Observe_RhythmThatGoesOn_IsToldOnce()
    {
        HeartbeatFinder finder = new(static _ => false);

        int told = Enumerable.Range(1, 500).Count(beat => finder.Observe(Client, Name, 1, Start + (beat * 60_000L), out _));

        Assert.That(told, Is.EqualTo(1));
    }

    [Test]
    public void Observe_RhythmAfterAPause_IsNotToldAgain()
    {
        HeartbeatFinder finder = new(static _ => false);
        int told = Enumerable.Range(1, 20).Count(beat => finder.Observe(Client, Name, 1, Start + (beat * 60_000L), out _));

        told += Enumerable.Range(1, 20).Count(beat => finder.Observe(Client, Name, 1, Start + 100_000_000 + (beat * 90_000L), out _));

        Assert.That(told, Is.EqualTo(1));
    }

    [Test]
    public void Observe_ExpectedName_IsNothing()
    {
        HeartbeatFinder finder = new(static name => name.SequenceEqual(Name));

        int told = Enumerable.Range(1, 50).Count(beat => finder.Observe(Client, Name, 1, Start + (beat * 60_000L), out _));

        Assert.That(told, Is.Zero);
    }

    [Test]
    public void Observe_AnyQuery_AllocatesNothing()
    {
        HeartbeatFinder finder = new(static _ => false);
        long now = Start;
        ulong hash = 0;

        long allocated = Allocations.Of(() => _ = finder.Observe(Client, Name, hash++ % 5, now += 12_000, out _));

        Assert.That(allocated, Is.Zero);
    }

    private static int CountFound(Func<Random, double> interval)
    {
        int found = 0;
        HeartbeatFinder finder = new(static _ => false);
        for (uint device = 0; device < 2000; device++)
        {
            Random random = new((int)device);
            double seconds = 0;
            for (int beat = 0; beat < 100; beat++)
            {
                seconds += interval(random);
                found += finder.Observe(ClientAddress.FromIPv4(device), Name, 1, Start + (long)(seconds * 1000), out _) ? 1 : 0;
            }
        }

        return found;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
