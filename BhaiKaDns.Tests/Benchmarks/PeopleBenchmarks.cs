using System.Diagnostics;
using System.Globalization;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>50 groups and 200 devices: time of a device look-up, and of a change of one person's rule.</summary>
[Category("Benchmark")]
[Explicit("Timings are taken by name.")]
internal sealed class PeopleBenchmarks
{
    private const int Rounds = 5;
    private const int LookUps = 20_000_000;

    [Test]
    public async Task LargeHome_LookUpAndChange_PrintsFigures()
    {
        using PolicyHome home = new(Settings());
        await home.Store.LoadAsync(CancellationToken.None);
        ClientTable table = home.Store.Current.Clients;
        foreach (string kind in (string[])["10.0.{0}.1", "10.1.{0}.77", "fd00::{0}", "203.0.113.{0}"])
        {
            ClientAddress[] clients = [.. Enumerable.Range(0, 200).Select(index => PeopleHome.Address(string.Format(CultureInfo.InvariantCulture, kind, index)))];
            double best = Enumerable.Range(0, Rounds).Min(_ => Measure(table, clients));
            TestContext.Out.WriteLine($"{kind}: {best:F1} ns");
        }

        PolicyEditor editor = home.Get<PolicyEditor>();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            await editor.AddRuleAsync(new PersonalRule { Text = $"||name{round}.example^", Client = "device 7" }, CancellationToken.None);
            TestContext.Out.WriteLine($"one rule: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms until it is on the disk and in force, {home.Store.Current.Classes.Length} classes");
        }
    }

    private static double Measure(ClientTable table, ClientAddress[] clients)
    {
        long sum = 0;
        long start = Stopwatch.GetTimestamp();
        for (int index = 0; index < LookUps; index++)
        {
            sum += table.ClassOf(clients[index % clients.Length]);
        }

        GC.KeepAlive(sum);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / LookUps;
    }

    // Each device has an IPv4 address, an IPv6 address and a network of its own.
    private static Dictionary<string, string?> Settings()
    {
        Dictionary<string, string?> settings = [];
        for (int group = 0; group < 50; group++)
        {
            settings[$"Policy:Groups:{group}:Name"] = $"group {group}";
            settings[$"Policy:Groups:{group}:Rules:0"] = $"||rule{group}.example^";
        }

        for (int device = 0; device < 200; device++)
        {
            settings[$"Policy:Devices:{device}:Name"] = $"device {device}";
            settings[$"Policy:Devices:{device}:Group"] = $"group {device % 50}";
            settings[$"Policy:Devices:{device}:Addresses:0"] = $"10.0.{device}.1";
            settings[$"Policy:Devices:{device}:Addresses:1"] = $"fd00::{device}";
            settings[$"Policy:Devices:{device}:Addresses:2"] = $"10.1.{device}.0/24";
        }

        return settings;
    }
}
