using System.Diagnostics;
using System.Globalization;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>A day of a very large home in fake time: 1,000 devices, a million queries, told to all detectors of behaviour.</summary>
[TestFixture]
[Category("Benchmark")]
[Explicit("Timings are taken by name.")]
internal sealed class BehaviourBenchmarks
{
    private const int Devices = 1_000;
    private const int Queries = 1_000_000;
    private const int Domains = 60_000;
    private const long DayMs = 24 * 60 * 60 * 1000;
    private const long Start = 1_790_000_000_000;
    private const long MostOctets = 22_000_000;

    private static readonly string[] Hosts = ["www", "api", "cdn", "img", "mail", "static", "a", "events", "login", "edge-1.eu", "v2.api", "news"];

    [Test]
    public void AllDetectors_ADay_StayInTheirMemory()
    {
        byte[][] names = MakeNames();
        _ = TunnelGuardList.Shipped.Count + NaturalLetters.Symbols + NaturalLetters.Shipped.Read("\x3www"u8).Letters;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        TunnelBudget budget = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        HeartbeatFinder finder = new(static _ => false);
        SeenDomains seen = SeenDomains.Empty(1);

        Costs costs = new();
        Feed(names, guard, budget, finder, seen, costs);
        long after = GC.GetTotalMemory(forceFullCollection: true);

        GC.KeepAlive(guard);
        GC.KeepAlive(budget);
        GC.KeepAlive(finder);
        GC.KeepAlive(seen);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory {(after - before) / 1e6:F2} MB, allocated per event {costs.Allocated / (double)Queries:F3} octets"));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ns per event: tunnel guard {costs.Of(costs.Guard):F0}, heartbeats {costs.Of(costs.Finder):F0}, seen domains {costs.Of(costs.Seen):F0}; per miss: budget {costs.Of(costs.Budget):F0}, is-new {costs.Of(costs.IsNew):F0}"));
        TestContext.Out.WriteLine($"beacons planted {costs.Planted}, named {costs.Named} (others named {costs.Others}); tunnel alerts {costs.Alerts}, cut {costs.Cut}; distinct domains {seen.Total}");
        Assert.That(after - before, Is.LessThan(MostOctets));
        Assert.That((costs.Named, costs.Alerts), Is.EqualTo((costs.Planted, 1)));
    }

    // In rounds of queries that came before, so that each detector is timed alone.
    private static void Feed(byte[][] names, TunnelGuard guard, TunnelBudget budget, HeartbeatFinder finder, SeenDomains seen, Costs costs)
    {
        const int Round = 1_000;
        Random random = new(5);
        Asked[] round = new Asked[Round];
        ulong[] beacons = [.. Enumerable.Range(0, 10).Select(at => (ulong)at)];
        long[] nextBeat = [.. beacons.Select(at => Start + ((long)at * 7_000))];
        for (int done = 0; done < Queries; done += Round)
        {
            long now = Start + (DayMs * done / Queries);
            long step = DayMs / (Queries / Round) / Round;
            for (int at = 0; at < Round; at++)
            {
                now += step;
                int due = Array.FindIndex(nextBeat, beat => beat <= now);
                bool isTunnel = due < 0 && at % 50 == 0 && done is > 500_000 and < 510_000;
                uint device = (uint)random.Next(Devices);
                int picked = (int)(names.Length * Math.Pow(random.NextDouble(), 3));
                round[at] = due >= 0
                    ? new Asked(ClientAddress.FromIPv4((uint)due), WireNames.Of($"report.beacon{due}.net"), RecordType.A, now, true)
                    : isTunnel ? new Asked(ClientAddress.FromIPv4(77), WireNames.Of(WireNames.Code(random, 50) + ".carrier.net"), RecordType.Txt, now, false)
                    : new Asked(ClientAddress.FromIPv4(device), names[picked], RecordType.A, now, false);
                if (due >= 0)
                {
                    nextBeat[due] = now + (long)(60_000 * (0.95 + (random.NextDouble() / 10)));
                }
            }

            costs.Planted = beacons.Length;
            Tell(round, guard, budget, finder, seen, costs);
        }
    }

    private static void Tell(Asked[] round, TunnelGuard guard, TunnelBudget budget, HeartbeatFinder finder, SeenDomains seen, Costs costs)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        foreach (ref readonly Asked asked in round.AsSpan())
        {
            costs.Cut += budget.Admits(asked.Client, asked.Name, asked.RegistrableAt, asked.Ms) ? 0 : 1;
        }

        costs.Add(ref costs.Budget, ref started);
        foreach (ref readonly Asked asked in round.AsSpan())
        {
            costs.Fresh += seen.IsNew(asked.Registrable) ? 1 : 0;
        }

        costs.Add(ref costs.IsNew, ref started);
        foreach (ref readonly Asked asked in round.AsSpan())
        {
            costs.Alerts += guard.Observe(asked.Client, asked.Name, asked.RegistrableAt, asked.Type, asked.Ms) is { IsRise: true, Level: TunnelLevel.Alert } ? 1 : 0;
        }

        costs.Add(ref costs.Guard, ref started);
        foreach (ref readonly Asked asked in round.AsSpan())
        {
            bool isFound = finder.Observe(asked.Client, asked.Name, asked.Hash, asked.Ms, out _);
            costs.Named += isFound && asked.IsBeacon ? 1 : 0;
            costs.Others += isFound && !asked.IsBeacon ? 1 : 0;
        }

        costs.Add(ref costs.Finder, ref started);
        foreach (ref readonly Asked asked in round.AsSpan())
        {
            _ = seen.Add(asked.Registrable, (int)(asked.Ms / DayMs));
        }

        costs.Add(ref costs.Seen, ref started);
        costs.Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
    }

    private static byte[][] MakeNames()
    {
        Random random = new(4);
        string[] suffixes = ["com", "net", "org", "de", "in"];
        return
        [
            .. Enumerable.Range(0, Domains).SelectMany(domain => Enumerable.Range(0, 1 + (domain % 4)).Select(host =>
                WireNames.Of($"{Hosts[random.Next(Hosts.Length)]}.{WireNames.Code(new Random(domain), 5 + (domain % 9), "aeioubcdfglmnprst")}.{suffixes[domain % suffixes.Length]}"))),
        ];
    }

    private readonly struct Asked(ClientAddress client, byte[] name, RecordType type, long ms, bool isBeacon)
    {
        public readonly ClientAddress Client = client;
        public readonly byte[] Name = name;
        public readonly RecordType Type = type;
        public readonly long Ms = ms;
        public readonly bool IsBeacon = isBeacon;
        public readonly int RegistrableAt = WireNames.LastTwo(name);
        public readonly ulong Hash = Collections.SeededHash.Compute(name, 9);

        public ReadOnlySpan<byte> Registrable => Name.AsSpan(Math.Max(0, RegistrableAt));
    }

    private sealed class Costs
    {
        public long Guard;
        public long Budget;
        public long Finder;
        public long Seen;
        public long IsNew;
        public long Allocated;
        public int Planted;
        public int Named;
        public int Others;
        public int Alerts;
        public int Cut;
        public int Fresh;

        public void Add(ref long total, ref long started)
        {
            long now = Stopwatch.GetTimestamp();
            total += now - started;
            started = now;
        }

        public double Of(long ticks) => ticks * 1e9 / Stopwatch.Frequency / Queries;
    }
}
