using System.Diagnostics;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Syntax;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>
/// A million names: octets a name, time to load, time of a question. Set BKD_TEST_LIST to a list of your own to measure that
/// instead of a generated one.
/// </summary>
[TestFixture]
[Category("Benchmark")]
[Explicit("Timings are taken by name.")]
internal sealed class NameSetBenchmarks
{
    private const int Names = 1_000_000;
    private const int Rounds = 5;

    [Test]
    public void MillionNames_LoadAndAsk_PrintsFigures()
    {
        string given = Environment.GetEnvironmentVariable("BKD_TEST_LIST") ?? "";
        string path = given.Length > 0 ? given : WriteList();
        try
        {
            CompiledRules rules = CompiledRules.Empty;
            for (int round = 0; round < Rounds; round++)
            {
                rules.Retire();
                long allocatedBefore = GC.GetTotalAllocatedBytes();
                long start = Stopwatch.GetTimestamp();
                TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
                rules = RuleCompiler.Compile([new ListText(2, ListKind.Block, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1))]);
                TestContext.Out.WriteLine(
                    $"load: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms, of CPU {(Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds:F0} ms, {rules.Count} names, "
                    + $"{rules.MemoryLength / (double)rules.Count:F2} octets a name, {(GC.GetTotalAllocatedBytes() - allocatedBefore) / 1024} kB managed");
            }

            (List<byte[]> hits, List<byte[]> misses) = ReadQuestions(path);
            for (int round = 0; round < Rounds; round++)
            {
                TestContext.Out.WriteLine($"hit: {Ask(rules.ViewOf(_ => true), hits, expected: true):F0} ns of CPU, miss: {Ask(rules.ViewOf(_ => true), misses, expected: false):F0} ns");
            }

            Assert.That(rules.MemoryLength / (double)rules.Count, Is.LessThan(12));
        }
        finally
        {
            if (given.Length == 0)
            {
                File.Delete(path);
            }
        }
    }

    private static double Ask(RuleView rules, List<byte[]> names, bool expected)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        int wrong = 0;
        TimeSpan start = Environment.CpuUsage.TotalTime;
        foreach (byte[] name in names)
        {
            int count = SuffixHashes.Compute(name, hashes);
            wrong += rules.Find(new RuleQuestion(name, hashes[..count], RecordType.A)).IsListed == expected ? 0 : 1;
        }

        double elapsed = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / names.Count;
        Assert.That(wrong, Is.Zero);
        return elapsed;
    }

    private static (List<byte[]> Hits, List<byte[]> Misses) ReadQuestions(string path)
    {
        List<byte[]> hits = [];
        List<byte[]> misses = [];
        byte[] name = new byte[DomainName.MaxLength];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        RuleReader rules = new(file, new byte[ListLineReader.BufferLength], name, new RuleTally());
        while (rules.TryRead())
        {
            if (rules.LineNumber % 5 == 0)
            {
                hits.Add(rules.Name.ToArray());
                misses.Add([3, (byte)'w', (byte)'w', (byte)'w', 5, (byte)'o', (byte)'t', (byte)'h', (byte)'e', (byte)'r', .. OtherName(rules.Name)]);
            }
        }

        Shuffle(hits);
        Shuffle(misses);
        return (hits, misses);
    }

    // Changes the label before the top-level domain, so that no parent of the name is listed either.
    private static byte[] OtherName(ReadOnlySpan<byte> name)
    {
        byte[] other = name.ToArray();
        for (int at = 0; other[at] != 0; at += other[at] + 1)
        {
            other[at + 1] = (byte)'_';
        }

        return other;
    }

    private static void Shuffle(List<byte[]> names)
    {
        byte[][] shuffled = [.. names];
        new Random(1).Shuffle(shuffled);
        names.Clear();
        names.AddRange(shuffled);
    }

    private static string WriteList()
    {
        string path = Path.GetTempFileName();
        using StreamWriter writer = new(path);
        Random random = new(1);
        for (int index = 0; index < Names; index++)
        {
            writer.Write(index % 2 == 0 ? $"host{random.Next(1000)}.domain{index}.com\n" : $"domain-{index}.net\n");
        }

        return path;
    }
}
