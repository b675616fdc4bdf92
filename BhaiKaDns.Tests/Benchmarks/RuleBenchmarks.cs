using System.Diagnostics;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>A million lines of mixed syntax: time and memory to compile. A thousand regular expressions: time of a miss and memory.</summary>
[TestFixture]
[Category("Benchmark")]
[Explicit("Timings are taken by name.")]
internal sealed class RuleBenchmarks
{
    private const int Lines = 1_000_000;
    private const int Regexes = 1_000;
    private const int Rounds = 4;

    [Test]
    public void MillionMixedLines_Compile_PrintsFigures()
    {
        string path = WriteList();
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                ListText text = new(2, ListKind.Block, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
                GC.Collect();
                long managedBefore = GC.GetTotalMemory(forceFullCollection: true);
                long residentBefore = Environment.WorkingSet;
                long start = Stopwatch.GetTimestamp();
                TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
                CompiledRules rules = RuleCompiler.Compile([text]);
                double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                double cpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds;
                long resident = Environment.WorkingSet - residentBefore;
                long managed = GC.GetTotalMemory(forceFullCollection: true) - managedBefore;
                TestContext.Out.WriteLine(
                    $"compile: {wall:F0} ms, of CPU {cpu:F0} ms; {rules.Count} names, {text.Tally.Patterns} patterns, {text.Tally}; "
                    + $"table {rules.Names.MemoryLength >> 10} kB, managed {managed >> 10} kB, counted {rules.MemoryLength >> 10} kB, resident at the end of compiling +{resident >> 10} kB");
                rules.Retire();
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void ThousandRegexes_Miss_PrintsFigures()
    {
        string text = string.Join('\n', Enumerable.Range(0, Regexes).Select(RegexLine));
        CompiledRules rules = RuleCompiler.Compile([new ListText(2, ListKind.Block, () => new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)))]);
        RuleView view = rules.ViewOf(_ => true);
        byte[][] names = [.. Enumerable.Range(0, 2000).Select(index => NameSetTests.Wire($"www{index % 9}.some-host{index}.{(index % 3 == 0 ? "shop" : "service")}{index % 70}.{(index % 2 == 0 ? "com" : "example.org")}"))];
        for (int round = 0; round < 6; round++)
        {
            int hits = 0;
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int repeat = 0; repeat < 10; repeat++)
            {
                hits += names.Count(name => IsListed(view, name));
            }

            double elapsed = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / names.Length / 10;
            TestContext.Out.WriteLine($"miss: {elapsed:F2} us of CPU, {hits} hits, {rules.Complex.Patterns.Sum(rule => (long)rule.MemoryLength) + rules.Complex.Index.MemoryLength >> 10} kB");
        }

        foreach (ComplexRule rule in rules.Complex.Patterns)
        {
            _ = rule.MatchesPattern([NameSymbols.Start, NameSymbols.End]);
        }

        TestContext.Out.WriteLine($"all made: {rules.Complex.Patterns.Sum(rule => (long)rule.MemoryLength) + rules.Complex.Index.MemoryLength >> 10} kB");
        Assert.That(rules.Complex.Patterns, Has.Length.EqualTo(Regexes));
    }

    private static bool IsListed(RuleView view, byte[] name)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        return view.Find(new RuleQuestion(name, hashes[..SuffixHashes.Compute(name, hashes)], RecordType.A)).IsListed;
    }

    // Shapes of the lists that people use: most name something, some only say what a name looks like.
    private static string RegexLine(int index) => (index % 10) switch
    {
        0 => $@"^(.+[_.-])?tracker{index}[_.-]",
        1 => $@"^adse?rv(er?|ice)?{index}s?[0-9]*[_.-]",
        2 => $@"(^|\.)ads[0-9]+\.network{index}\.com$",
        3 => $@"^stat(s|istics)?{index}\.",
        4 => $@"[0-9]{{2,4}}-click{index}\.(com|net|org)$",
        5 => $@"/^[a-z]{{3,7}}banner{index}[a-z0-9]*\./",
        6 => $@"/(pixel|beacon){index}\.[a-z.]+$/",
        7 => $@"\.xn--{index}[a-z0-9]+\.top$",
        8 => index % 100 == 8 ? $@"^[a-f0-9]{{{20 + (index / 100)}}}\." : $@"^metrics?-{index}[.-]",
        _ => $@"telemetry.*{index}\.(microsoft|samsung)\.com$",
    };

    private static string WriteList()
    {
        string path = Path.GetTempFileName();
        using StreamWriter writer = new(path);
        Random random = new(1);
        for (int index = 0; index < Lines; index++)
        {
            writer.WriteLine((index % 20) switch
            {
                < 8 => $"||host{random.Next(1000)}.domain{index}.com^",
                < 15 => $"0.0.0.0 domain-{index}.net",
                15 => $"||cdn.domain{index}.org^$third-party",
                16 => $"domain{index}.org##.banner",
                17 => $"||domain{index}.org/path/banner{random.Next(1000)}.js",
                18 => index % 1000 == 18 ? $"||ads{index}*.example^" : $"@@||ok.domain{index}.org^",
                _ => index % 1000 == 19 ? $"||dns{index}.example^$dnstype=AAAA" : $"||important{index}.org^$important",
            });
        }

        return path;
    }
}
