using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class TunnelGuardTests
{
    private const string Hex = "0123456789abcdef";
    private static readonly ClientAddress Client = ClientAddress.FromIPv4(0x0A000001);

    private readonly Random _random = new(7);

    [TestCase(100, "abcdefghijklmnopqrstuvwxyz234567", RecordType.Null)]
    [TestCase(60, Hex, RecordType.Txt)]
    [TestCase(60, "abcdefghijklmnopqrstuvwxyz0123456789-", RecordType.A)]
    [TestCase(60, "abcdefghijklmnop", RecordType.A)]
    [TestCase(60, "0123456789", RecordType.A)]
    public void Observe_FastTunnel_IsAlertWithinThirtyQueries(int length, string alphabet, RecordType type)
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelLevel level = TunnelLevel.None;
        for (int query = 0; query < 30; query++)
        {
            level = Ask(guard, Dotted(length, alphabet) + ".carrier.net", query * 100, type).Level;
        }

        Assert.That(level, Is.GreaterThanOrEqualTo(TunnelLevel.Alert));
    }

    [Test]
    public void Observe_SlowTunnel_IsAlert()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelLevel level = TunnelLevel.None;
        for (int query = 0; query < 25; query++)
        {
            level = Ask(guard, WireNames.Code(_random, 16, Hex) + ".x.carrier.net", query * 35_000).Level;
        }

        Assert.That(level, Is.EqualTo(TunnelLevel.Alert));
    }

    [Test]
    public void Observe_WordsInGreatNumber_IsCutBeforeTenThousandOctets()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        string[] words = ["river", "stone", "winter", "market", "silver", "garden", "window", "letter", "summer", "bridge", "corner", "valley"];

        TunnelObservation seen = default;
        for (int query = 0; query < 2000 && seen.Level < TunnelLevel.Cut; query++)
        {
            seen = Ask(guard, string.Join('-', Enumerable.Range(0, 5).Select(_ => words[_random.Next(words.Length)])) + ".carrier.net", query);
        }

        Assert.That((seen.Level, seen.Information < 10_000), Is.EqualTo((TunnelLevel.Cut, true)));
    }

    [Test]
    public void Observe_LevelReached_RisesOnceForEachLevel()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        int rises = 0;
        for (int query = 0; query < 200; query++)
        {
            rises += Ask(guard, Dotted(60, Hex) + ".carrier.net", query * 10).IsRise ? 1 : 0;
        }

        Assert.That(rises, Is.EqualTo(2));
    }

    [Test]
    public void Observe_SameNameAgainAndAgain_IsNoTunnel()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelObservation seen = default;
        string[] names = [.. Enumerable.Range(0, 8).Select(_ => Dotted(60, Hex) + ".carrier.net")];
        for (int query = 0; query < 500; query++)
        {
            seen = Ask(guard, names[query % names.Length], query * 10);
        }

        Assert.That(seen.Level, Is.EqualTo(TunnelLevel.None));
    }

    [Test]
    public void Observe_OrdinarySubdomains_IsNoTunnel()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelObservation seen = default;
        string[] words = ["mail", "login", "static", "images", "news", "shop", "video", "api", "cdn", "account", "support", "store", "edge", "assets", "media", "events"];
        for (int query = 0; query < 200; query++)
        {
            seen = Ask(guard, $"{words[query % 16]}-{words[query / 16]}.{words[(query + 5) % 16]}.shop.net", query * 500);
        }

        Assert.That(seen.Level, Is.EqualTo(TunnelLevel.None));
    }

    [Test]
    public void Observe_AddressesBackwardsOfAnUnknownBlockList_IsNoTunnel()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelObservation seen = default;
        for (int query = 0; query < 100; query++)
        {
            seen = Ask(guard, $"{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}.bl.unknown.net", query * 1000);
        }

        Assert.That(seen.Level, Is.EqualTo(TunnelLevel.None));
    }

    [TestCase("zen.spamhaus.org")]
    [TestCase("cloudfront.net")]
    [TestCase("avqs.mcafee.com")]
    [TestCase("in-addr.arpa")]
    public void Observe_GuardedZone_IsNotCounted(string zone)
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelObservation seen = default;
        for (int query = 0; query < 100; query++)
        {
            seen = Ask(guard, $"{Dotted(60, Hex)}.{zone}", query * 10);
        }

        Assert.That(seen, Is.Default);
    }

    [Test]
    public void Observe_OtherDevices_AreCountedApart()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        bool isFlagged = false;
        for (uint query = 0; query < 100; query++)
        {
            byte[] name = WireNames.Of(Dotted(60, Hex) + ".carrier.net");
            isFlagged |= guard.Observe(ClientAddress.FromIPv4(query), name, WireNames.LastTwo(name), RecordType.A, query).Level != TunnelLevel.None;
        }

        Assert.That(isFlagged, Is.False);
    }

    [Test]
    public void Observe_FloodOfOtherPairs_DoesNotHideATunnel()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);

        TunnelLevel level = TunnelLevel.None;
        for (int query = 0; query < 40; query++)
        {
            level = Ask(guard, WireNames.Code(_random, 40, Hex) + ".carrier.net", query * 1000).Level;
            for (int other = 0; other < 200; other++)
            {
                _ = Ask(guard, $"www.{WireNames.Code(_random, 12)}.net", query * 1000);
            }
        }

        Assert.That(level, Is.GreaterThanOrEqualTo(TunnelLevel.Alert));
    }

    [Test]
    public void Observe_WindowRanOut_BeginsAnew()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        for (int query = 0; query < 50; query++)
        {
            _ = Ask(guard, Dotted(60, Hex) + ".carrier.net", query);
        }

        TunnelObservation seen = Ask(guard, Dotted(60, Hex) + ".carrier.net", 3 * (long)TunnelGuard.Half.TotalMilliseconds);

        Assert.That(seen.Level, Is.EqualTo(TunnelLevel.None));
    }

    [Test]
    public void Observe_AnyQuery_AllocatesNothing()
    {
        TunnelGuard guard = new(TunnelGuardList.Shipped, NaturalLetters.Shipped);
        byte[] name = WireNames.Of("0000" + Dotted(60, Hex) + ".carrier.net");
        long now = 0;

        long allocated = Allocations.Of(() =>
        {
            name[1] = (byte)('a' + (now % 26));
            name[2] = (byte)('a' + (now / 26 % 26));
            _ = guard.Observe(Client, name, WireNames.LastTwo(name), RecordType.A, now++);
        });

        Assert.That(allocated, Is.Zero);
    }

    private static TunnelObservation Ask(TunnelGuard guard, string text, long ms, RecordType type = RecordType.A)
    {
        byte[] name = WireNames.Of(text);
        return guard.Observe(Client, name, WireNames.LastTwo(name), type, ms);
    }

    private string Dotted(int length, string alphabet) =>
        length <= 50 ? WireNames.Code(_random, length, alphabet) : WireNames.Code(_random, 50, alphabet) + "." + Dotted(length - 50, alphabet);
}
