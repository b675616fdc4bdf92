using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Collections;

[TestFixture]
internal sealed class BloomFilterTests
{
    [Test]
    public void MayContain_WhatWasAdded_IsAlwaysTrue() =>
        Gen.Select(Gen.ULong.Array[1, 500], Gen.Double[0.0001, 0.3]).Sample((hashes, rate) =>
        {
            BloomFilter filter = new(hashes.Length, rate);
            foreach (ulong hash in hashes)
            {
                filter.Add(hash);
            }

            return hashes.All(filter.MayContain);
        });

    [TestCase(0.1)]
    [TestCase(0.01)]
    [TestCase(0.001)]
    public void MayContain_WhatWasNotAdded_IsTrueAtMostAtTheAskedRate(double rate)
    {
        const int Count = 100_000;
        BloomFilter filter = new(Count, rate);
        for (ulong item = 0; item < Count; item++)
        {
            filter.Add(Mixed(item));
        }

        int wrong = Enumerable.Range(Count, 1_000_000).Count(item => filter.MayContain(Mixed((ulong)item)));

        Assert.That(wrong / 1_000_000.0, Is.InRange(rate * 0.5, rate * 1.1));
    }

    // SplitMix64: consecutive numbers become evenly spread hashes, which is what a filter is promised. The product in SeededHash leaves
    // some of their order in, more under some of a process's masks than under others.
    private static ulong Mixed(ulong item)
    {
        ulong mixed = item * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    [Test]
    public void Constructor_OnePercent_NeedsLittleMoreThanAClassicFilter()
    {
        BloomFilter filter = new(1_000_000, 0.01);

        Assert.That(filter.MemoryLength * 8 / 1_000_000.0, Is.LessThan(9.6 * 1.15));
    }

    [Test]
    public void Clear_Filled_ForgetsEverything()
    {
        BloomFilter filter = new(10, 0.01);
        filter.Add(42);

        filter.Clear();

        Assert.That(filter.MayContain(42), Is.False);
    }

    [Test]
    public void MayContain_AnyHash_AllocatesNothing()
    {
        BloomFilter filter = new(1000, 0.01);

        long allocated = Allocations.Of(() =>
        {
            filter.Add(1);
            _ = filter.MayContain(2);
        });

        Assert.That(allocated, Is.Zero);
    }
}
