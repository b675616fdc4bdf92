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
            filter.Add(SeededHash.Combine(item, 77));
        }

        int wrong = Enumerable.Range(Count, 1_000_000).Count(item => filter.MayContain(SeededHash.Combine((ulong)item, 77)));

        // The process seed does not enter here, so the count is the same in every run.
        Assert.That(wrong / 1_000_000.0, Is.InRange(rate * 0.5, rate * 1.1));
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
