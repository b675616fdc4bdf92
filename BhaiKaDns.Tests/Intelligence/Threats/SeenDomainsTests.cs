using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class SeenDomainsTests
{
    [Test]
    public void IsNew_WhatWasAdded_IsFalse() =>
        Gen.Byte.Array[1, 40].Array[1, 100].Sample(domains =>
        {
            SeenDomains seen = SeenDomains.Empty(42);
            foreach (byte[] domain in domains)
            {
                _ = seen.Add(domain, 20_000);
            }

            return !domains.Any(domain => seen.IsNew(domain));
        }, iter: 20);

    [Test]
    public void IsNew_WhatWasNeverAdded_IsMostlyTrueWhenFull()
    {
        SeenDomains seen = SeenDomains.Empty(42);
        byte[] domain = new byte[8];
        for (int at = 0; at < 2 * SeenDomains.GenerationCount; at++)
        {
            BitConverter.TryWriteBytes(domain, at);
            _ = seen.Add(domain, 20_000);
        }

        int wrong = 0;
        for (int at = 0; at < 100_000; at++)
        {
            BitConverter.TryWriteBytes(domain, 10_000_000 + at);
            wrong += seen.IsNew(domain) ? 0 : 1;
        }

        Assert.That(wrong / 100_000.0, Is.LessThan(0.002));
    }

    [Test]
    public void IsNew_TheLastOnesOfMillions_AreKnown()
    {
        SeenDomains seen = SeenDomains.Empty(42);
        byte[] domain = new byte[8];
        const int Count = 3 * SeenDomains.GenerationCount;
        for (int at = 0; at < Count; at++)
        {
            BitConverter.TryWriteBytes(domain, at);
            _ = seen.Add(domain, 20_000);
        }

        int forgotten = 0;
        for (int at = Count - SeenDomains.GenerationCount; at < Count; at++)
        {
            BitConverter.TryWriteBytes(domain, at);
            forgotten += seen.IsNew(domain) ? 1 : 0;
        }

        Assert.That(forgotten, Is.Zero);
    }

    [Test]
    public void Add_FirstAndSecondTime_IsNewOnceAndKeepsTheDay()
    {
        SeenDomains seen = SeenDomains.Empty(42);

        bool[] isNew = [seen.Add("shop"u8, 20_500), seen.Add("shop"u8, 20_600)];
        _ = seen.TryFirstSeen("shop"u8, out int day);

        Assert.That((isNew[0], isNew[1], day, seen.Total), Is.EqualTo((true, false, 20_500, 1L)));
    }

    [Test]
    public void AddAndIsNew_AnyDomain_AllocateNothing()
    {
        SeenDomains seen = SeenDomains.Empty(42);
        byte[] domain = new byte[8];
        int at = 0;

        long allocated = Allocations.Of(() =>
        {
            BitConverter.TryWriteBytes(domain, at++);
            _ = seen.IsNew(domain);
            _ = seen.Add(domain, 20_000);
        });

        Assert.That(allocated, Is.Zero);
    }
}
