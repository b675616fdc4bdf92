using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class LearnedNamesTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public void Receive_MoreThanFit_OldestGivesWay()
    {
        LearnedNames names = new(_time);

        for (uint index = 0; index <= LearnedNames.Capacity; index++)
        {
            names.Receive(From(ClientAddress.FromIPv4(0xC0A80000 + index)), []);
        }

        Assert.That((names.All.Count, names.All[0].Address, names.All[^1].Address), Is.EqualTo((LearnedNames.Capacity, "192.168.4.0", "192.168.0.1")));
    }

    [Test]
    public void Receive_Stranger_IsNotKept()
    {
        LearnedNames names = new(_time);

        names.Receive(From(ClientAddress.FromIPv4(0xC0A80001)) with { Reason = Reason.NotAllowed }, []);

        Assert.That(names.All, Is.Empty);
    }

    [Test]
    public void Receive_KnownClients_AllocatesNothing()
    {
        LearnedNames names = new(_time);
        QueryEvent first = From(ClientAddress.FromIPv4(0xC0A80001));
        QueryEvent second = From(ClientAddress.FromIPv4(0xC0A80002));

        long allocated = Allocations.Of(() =>
        {
            names.Receive(first, []);
            names.Receive(second, []);
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public async Task RoundAsync_SeveralSources_FirstThatKnowsIsTaken()
    {
        LearnedNames names = new(_time);
        string path = PolicyStoreTests.WriteList("192.168.0.1 nas.home nas\n127.0.0.1 localhost\n");
        HostsNames hosts = new(path);
        hosts.Refresh();
        foreach (uint address in (uint[])[0xC0A80001, 0xC0A80002, 0xC0A80003])
        {
            names.Receive(From(ClientAddress.FromIPv4(address)), []);
        }

        using PolicyHome home = new([]);
        using NameLearner learner = new(names, home.Get<LearnedNamesFile>(), new ServiceCollection().BuildServiceProvider(), Options.Create(new PolicyOptions()), _time, home.Get<ILogger<NameLearner>>());
        await learner.RoundAsync(
            hosts,
            (address, _) => ValueTask.FromResult<string?>(address.IPv4 == 0xC0A80002 ? "phone" : null),
            (address, _) => ValueTask.FromResult<string?>("television"),
            CancellationToken.None);

        Assert.That(
            names.All.OrderBy(name => name.Address, StringComparer.Ordinal).Select(name => (name.Name, name.Source)),
            Is.EqualTo(new[] { ("nas.home", NameSource.HostsFile), ("phone", NameSource.Router), ("television", NameSource.Multicast) }));
    }

    [Test]
    public void TryTakeUnknown_AskedLately_IsNotAskedAgainSoon()
    {
        LearnedNames names = new(_time);
        names.Receive(From(ClientAddress.FromIPv4(0xC0A80001)), []);

        bool first = names.TryTakeUnknown(out _);
        bool second = names.TryTakeUnknown(out _);
        _time.Advance(TimeSpan.FromHours(6));
        bool third = names.TryTakeUnknown(out _);

        Assert.That((first, second, third), Is.EqualTo((true, false, true)));
    }

    [TestCase("192.168.1.20", "20.1.168.192.in-addr.arpa")]
    [TestCase("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void ReverseName_Address_IsAsTheRfcSays(string address, string expected)
    {
        Assert.That(ReverseQuestion.NameOf(PeopleHome.Address(address)), Is.EqualTo(expected));
    }

    [TestCase("192.168.1.20", "tablet.lan")]
    [TestCase("192.168.1.21", null)]
    public void Read_Response_GivesTheNameOfTheVeryAddress(string asked, string? expected)
    {
        byte[] response = new byte[512];
        byte[] query = ReverseQuestion.Write(PeopleHome.Address("192.168.1.20"), 0, HeaderFlags.None, RecordClass.Internet);
        query.CopyTo(response, 0);
        MessageHeader.Write(response, 0, HeaderFlags.Response, Opcode.Query, ResponseCode.NoError, 1, 1, 0, 0);
        MessageWriter writer = new(response, query.Length);
        writer.TryWriteRecord([0xC0, 12], RecordType.Ptr, 60, "\u0006tablet\u0003lan\0"u8);

        string? name = ReverseQuestion.Read(response.AsSpan(0, writer.Length), PeopleHome.Address(asked));

        Assert.That(name, Is.EqualTo(expected));
    }

    private static QueryEvent From(ClientAddress client) => new() { Client = client, UnixTimeMs = 1_000 };
}
