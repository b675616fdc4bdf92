using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence;

internal sealed class ThreatJudgeTests
{
    private static readonly ClientAddress Client = ClientAddress.From(IPAddress.Parse("192.168.1.10"));
    private static readonly ClientAddress Other = ClientAddress.From(IPAddress.Parse("192.168.1.11"));

    [Test]
    public void Judge_HomeOnlyWatches_HoldsNothing()
    {
        using EngineHarness house = new(("Intelligence:Sensitivity", "Strict"));
        Swarm(house);

        Assert.That(Judge(house, Client, "qxkjvzzpwqtt.info"), Is.EqualTo(Reason.None));
    }

    [Test]
    public void Judge_MachineMadeNameOfADeviceThatSwarms_IsHeldForThatDeviceAlone()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"));
        Swarm(house);

        Assert.That((Judge(house, Client, "qxkjvzzpwqtt.info"), Judge(house, Other, "qxkjvzzpwqtt.info")), Is.EqualTo((Reason.ThreatModel, Reason.None)));
    }

    [Test]
    public void Judge_PopularNameOfADeviceThatSwarms_IsNotHeld()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"));
        Swarm(house);

        Assert.That(Judge(house, Client, "www.google.com"), Is.EqualTo(Reason.None));
    }

    [Test]
    public void Judge_SwarmEndedTenMinutesAgo_HoldsNothing()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"));
        Swarm(house);

        house.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.That(Judge(house, Client, "qxkjvzzpwqtt.info"), Is.EqualTo(Reason.None));
    }

    [TestCase("Balanced", Reason.None)]
    [TestCase("Strict", Reason.LookAlike)]
    public void Judge_LookAlike_IsHeldInStrictHomes(string sensitivity, Reason expected)
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"), ("Intelligence:Sensitivity", sensitivity));

        Assert.That(Judge(house, Client, "paypa1.com"), Is.EqualTo(expected));
    }

    [Test]
    public void Judge_Tunnel_PassesLessThanTenThousandOctets()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"));
        Random random = new(5);
        int passed = 0;

        for (int query = 0; query < 500; query++)
        {
            string name = $"{Threats.WireNames.Code(random, 60)}.{Threats.WireNames.Code(random, 60)}.carrier-zone.net";
            passed += Judge(house, Client, name) is Reason.None ? 120 * 5 / 8 : 0;
        }

        Assert.That(passed, Is.InRange(1, 10_000));
    }

    [Test]
    public void Judge_LookAlikeKnownForAMonth_IsNotTrustedForItsAge()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"), ("Intelligence:Sensitivity", "Strict"));
        house.Tell("paypa1.com");
        house.Tell("some-ordinary-shop.example");

        house.Time.Advance(TimeSpan.FromDays(30));

        Assert.That(Judge(house, Client, "paypa1.com"), Is.EqualTo(Reason.LookAlike));
    }

    [Test]
    public void Foresee_TunnelNames_CountsNothing()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"));
        Random random = new(5);
        for (int query = 0; query < 500; query++)
        {
            _ = house.Get<ThreatJudge>().Foresee(Client, $"{Threats.WireNames.Code(random, 60)}.carrier-zone.net".Wire());
        }

        Assert.That(Judge(house, Client, $"{Threats.WireNames.Code(random, 60)}.carrier-zone.net"), Is.EqualTo(Reason.None));
    }

    [Test]
    public void Judge_AnyName_AllocatesNothing()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Block"), ("Intelligence:Sensitivity", "Strict"));
        byte[] name = "www.some-ordinary-shop.example".Wire();
        ThreatJudge judge = house.Get<ThreatJudge>();

        long allocated = Allocations.Of(() => judge.Judge(Client, name));

        Assert.That(allocated, Is.Zero);
    }

    private static Reason Judge(EngineHarness house, ClientAddress client, string name) => house.Get<ThreatJudge>().Judge(client, name.Wire());

    private static void Swarm(EngineHarness house)
    {
        Random random = new(7);
        for (int name = 0; name < 40; name++)
        {
            house.Tell($"{Threats.WireNames.Code(random, 14, "abcdefghijklmnopqrstuvwxyz")}.info", ResponseCode.NameError);
        }
    }
}
