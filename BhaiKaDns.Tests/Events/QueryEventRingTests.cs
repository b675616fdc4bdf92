using BhaiKaDns.Fakes;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Events;

internal sealed class QueryEventRingTests
{
    private const int SmallRing = 1024;

    [Test]
    public void Drain_BeforePublish_SeesNothing()
    {
        using QueryEventRing ring = new(SmallRing);
        Add(ring, 1, 5);

        Assert.That(Drain(ring), Is.Empty);
    }

    [Test]
    public void Drain_AfterPublish_GivesEventsInOrderWithTheirNamesAndDuration()
    {
        using QueryEventRing ring = new(SmallRing);
        RecordingListener listener = new();
        Add(ring, 1, 5);
        Add(ring, 2, 9);

        ring.Publish(70);
        _ = ring.Drain([listener], 1000);

        Assert.That(
            listener.Events.Select(entry => (entry.Event.NameHash, entry.Name, entry.Event.ElapsedMicroseconds, entry.Event.UnixTimeMs)),
            Is.EqualTo(new[] { (1UL, "aaaaa", 70u, 1001L), (2UL, "aaaaaaaaa", 70u, 1002L) }));
    }

    [Test]
    public void Add_RingFull_DropsTheNewestAndCountsThem()
    {
        using QueryEventRing ring = new(SmallRing);
        for (ulong number = 0; number < 100; number++)
        {
            Add(ring, number, 20);
        }

        ring.Publish(1);

        ulong[] drained = Drain(ring);
        Assert.That((drained.SequenceEqual(Enumerable.Range(0, drained.Length).Select(number => (ulong)number)), drained.Length + ring.Dropped), Is.EqualTo((true, 100L)));
    }

    [Test]
    public void IsFilling_MoreThanHalfWritten_UntilRead()
    {
        using QueryEventRing ring = new(SmallRing);
        bool before = ring.IsFilling;
        while (ring.Dropped == 0)
        {
            Add(ring, 1, 20);
        }

        ring.Publish(1);
        bool full = ring.IsFilling;
        _ = Drain(ring);

        Assert.That((before, full, ring.IsFilling), Is.EqualTo((false, true, false)));
    }

    /// <summary>Any order of adding, publishing and draining, with names of any length: against a list that never wraps.</summary>
    [Test]
    public void AddPublishDrain_InAnyOrder_LosesNothingButWhatItCounts()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 63]).Array[0, 400].Sample(steps =>
        {
            using QueryEventRing ring = new(2048);
            List<ulong> expected = [];
            List<ulong> drained = [];
            ulong number = 0;
            foreach ((int step, int length) in steps)
            {
                if (step == 0)
                {
                    drained.AddRange(Drain(ring));
                }
                else if (step < 3)
                {
                    ring.Publish((uint)step);
                }
                else
                {
                    long dropped = ring.Dropped;
                    Add(ring, ++number, length);
                    if (ring.Dropped == dropped)
                    {
                        expected.Add(number);
                    }
                }
            }

            ring.Publish(1);
            drained.AddRange(Drain(ring));
            return drained.SequenceEqual(expected) && expected.Count + ring.Dropped == (long)number;
        });
    }

    [Test]
    public void AddAndDrain_OnTwoThreads_AllArriveInOrder()
    {
        const int Events = 200_000;
        using QueryEventRing ring = new(1 << 14);
        byte[] name = Name(30);
        Thread writer = new(() =>
        {
            for (ulong number = 1; number <= Events; number++)
            {
                ring.Add(Event(number, name.Length), name);
                ring.Publish(1);
            }
        });
        RecordingListener listener = new();

        writer.Start();
        while (writer.IsAlive)
        {
            _ = ring.Drain([listener], 0);
        }

        _ = ring.Drain([listener], 0);

        bool isInOrder = listener.Events.Zip(listener.Events.Skip(1)).All(pair => pair.First.Event.NameHash < pair.Second.Event.NameHash);
        Assert.That((isInOrder, listener.Events.Count + ring.Dropped), Is.EqualTo((true, (long)Events)));
    }

    [Test]
    public void Drain_ListenerFailsAtOneEvent_TheNextRoundGoesOnBehindIt()
    {
        using QueryEventRing ring = new(SmallRing);
        RecordingListener listener = new() { FailsAt = 2 };
        for (ulong number = 1; number <= 3; number++)
        {
            Add(ring, number, 5);
        }

        ring.Publish(1);
        Assert.That(() => ring.Drain([listener], 0), Throws.InvalidOperationException);

        _ = ring.Drain([listener], 0);

        Assert.That(listener.Events.Select(entry => entry.Event.NameHash), Is.EqualTo(new[] { 1UL, 3UL }));
    }

    [Test]
    public void AddAndPublish_AnyEvent_AllocatesNothing()
    {
        using QueryEventRing ring = new(SmallRing);
        byte[] name = Name(20);

        long allocated = Allocations.Of(() =>
        {
            ring.Add(Event(1, name.Length), name);
            ring.Publish(1);
            _ = ring.Drain([], 0);
        });

        Assert.That(allocated, Is.Zero);
    }

    private static ulong[] Drain(QueryEventRing ring)
    {
        RecordingListener listener = new();
        int count = ring.Drain([listener], 0);
        Assert.That(listener.Events, Has.Count.EqualTo(count));
        return [.. listener.Events.Select(entry => entry.Event.NameHash)];
    }

    private static void Add(QueryEventRing ring, ulong number, int label)
    {
        byte[] name = Name(label);
        ring.Add(Event(number, name.Length), name);
    }

    private static QueryEvent Event(ulong number, int nameLength) => new() { NameHash = number, UnixTimeMs = (long)number, NameLength = (byte)nameLength };

    private static byte[] Name(int length) => [(byte)length, .. Enumerable.Repeat((byte)'a', length), 0];
}
