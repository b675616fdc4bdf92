using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>The listener as Linux runs it, over loopback.</summary>
internal sealed class BatchedUdpWorkerTests
{
    private const string Localhost = "NOERROR localhost 3600 A 127.0.0.1";

    [OneTimeSetUp]
    public void SkipElsewhere() => Assume.That(BatchedSockets.IsSupported, "recvmmsg is a call of Linux.");

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public async Task Run_Query_IsAnsweredInPlace(string address)
    {
        await using UdpHouse house = UdpHouse.Listening(IPAddress.Parse(address));
        using Socket client = UdpHouse.Client(house.Address.AddressFamily);

        (string text, IPEndPoint from) = await UdpHouse.AskAsync(client, house.Address);

        Assert.That((text, from), Is.EqualTo((Localhost, house.Address)));
    }

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.2")]
    [TestCase("127.1.2.3")]
    public async Task Run_BoundToAnyAddress_AnswerLeavesFromTheAddressAsked(string asked)
    {
        await using UdpHouse house = UdpHouse.Listening(IPAddress.Any);
        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        IPEndPoint server = new(IPAddress.Parse(asked), house.Address.Port);

        (_, IPEndPoint from) = await UdpHouse.AskAsync(client, server);

        Assert.That(from, Is.EqualTo(server));
    }

    [Test]
    public async Task Send_QueryThatWaited_AnswerLeavesFromTheAddressAsked()
    {
        await using UdpHouse house = UdpHouse.Listening(IPAddress.Any);
        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        IPEndPoint server = new(IPAddress.Parse("127.0.0.2"), house.Address.Port);
        _ = await client.SendToAsync(new ClientQuery("www.example.org").ToMessage(), server);
        await Eventually.IsTrueAsync(() => house.House.Get<Pipeline.QuestionsInFlight>().Count == 1 && house.House.Upstream.Started.Count == 1);

        house.House.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        (byte[] message, IPEndPoint from) = await UdpHouse.ReceiveAsync(client);
        Assert.That((ResponseText.Of(message), from), Is.EqualTo(("NOERROR www.example.org 60 A 192.0.2.1", server)));
    }

    [Test]
    public async Task Start_BothAnyAddresses_OneSocketServesBothFamilies()
    {
        Assume.That(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using UdpHouse house = new();
        using Socket free = UdpHouse.Client(AddressFamily.InterNetworkV6);
        int port = ((IPEndPoint)free.LocalEndPoint!).Port;
        free.Dispose();
        house.Listener.Start([new IPEndPoint(IPAddress.Any, port), new IPEndPoint(IPAddress.IPv6Any, port)]);
        using Socket four = UdpHouse.Client(AddressFamily.InterNetwork);
        using Socket six = UdpHouse.Client(AddressFamily.InterNetworkV6);

        (string overFour, IPEndPoint fromFour) = await UdpHouse.AskAsync(four, new IPEndPoint(IPAddress.Parse("127.0.0.2"), port));
        (string overSix, IPEndPoint fromSix) = await UdpHouse.AskAsync(six, new IPEndPoint(IPAddress.IPv6Loopback, port));

        Assert.That(
            (overFour, overSix, fromFour.Address, fromSix.Address, house.Listener.BoundTo.Count),
            Is.EqualTo((Localhost, Localhost, IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback, 1)));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task Run_MoreDatagramsThanABatch_EachIsAnsweredOnce(int workers)
    {
        const int Queries = 500;
        await using UdpHouse house = UdpHouse.Listening(IPAddress.Loopback, workers);
        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        for (ushort id = 0; id < Queries; id++)
        {
            _ = client.SendTo(new ClientQuery("localhost") { Id = id }.ToMessage(), house.Address);
        }

        HashSet<ushort> answered = [];
        for (int received = 0; received < Queries; received++)
        {
            (byte[] message, _) = await UdpHouse.ReceiveAsync(client);
            _ = answered.Add(MessageHeader.Id(message));
        }

        Assert.That((answered.Count, client.Available), Is.EqualTo((Queries, 0)));
    }

    [Test]
    public async Task Run_DatagramLongerThanAnyQuery_IsFormErrAndTheNextIsAnswered()
    {
        await using UdpHouse house = UdpHouse.Listening(IPAddress.Loopback);
        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        byte[] padded = new byte[4000];
        new ClientQuery("localhost") { HasEdns = true, Id = 2 }.ToMessage().CopyTo(padded, 0);
        int optEnd = new ClientQuery("localhost") { HasEdns = true }.ToMessage().Length;
        (padded[optEnd - 2], padded[optEnd - 1]) = ((byte)((4000 - optEnd) >> 8), unchecked((byte)(4000 - optEnd)));

        _ = await client.SendToAsync(padded, house.Address);
        (byte[] first, _) = await UdpHouse.ReceiveAsync(client);
        (string second, _) = await UdpHouse.AskAsync(client, house.Address, id: 3);

        Assert.That((MessageHeader.Id(first), MessageHeader.ResponseCode(first), second), Is.EqualTo(((ushort)2, ResponseCode.FormatError, Localhost)));
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(12)]
    public async Task Run_Rubbish_NextQueryIsAnswered(int length)
    {
        await using UdpHouse house = UdpHouse.Listening(IPAddress.Loopback);
        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        byte[] rubbish = new byte[length];
        Array.Fill(rubbish, (byte)0xFF);
        _ = await client.SendToAsync(rubbish, house.Address);

        (string text, _) = await UdpHouse.AskAsync(client, house.Address, id: 9);

        Assert.That(text, Is.EqualTo(Localhost));
    }

    [Test]
    public async Task Start_PortOfAnotherInstance_IsABindExceptionThatNamesIt()
    {
        await using UdpHouse first = UdpHouse.Listening(IPAddress.Loopback);
        await using UdpHouse second = new();

        BindException? thrown = Assert.Throws<BindException>(() => second.Listener.Start([first.Address]));

        Assert.That(thrown!.Address, Is.EqualTo($"udp {first.Address}"));
    }

    [Test]
    public async Task StopAsync_ThreadBlockedInTheKernel_EndsItAndFreesThePort()
    {
        await using UdpHouse first = UdpHouse.Listening(IPAddress.Loopback);
        IPEndPoint address = first.Address;
        await first.StopAsync();
        await using UdpHouse second = new();

        second.Listener.Start([address]);

        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        Assert.That((await UdpHouse.AskAsync(client, address)).Text, Is.EqualTo(Localhost));
    }

    [Test]
    public async Task Send_AnswerAfterTheStop_IsDropped()
    {
        UdpHouse house = UdpHouse.Listening(IPAddress.Loopback);
        using Socket client = UdpHouse.Client(AddressFamily.InterNetwork);
        _ = await client.SendToAsync(new ClientQuery("www.example.org").ToMessage(), house.Address);
        await Eventually.IsTrueAsync(() => house.House.Upstream.Started.Count == 1);
        await house.StopAsync();

        house.House.Reply("NOERROR www.example.org 60 A 192.0.2.1");

        Assert.That(client.Available, Is.Zero);
        await house.DisposeAsync();
    }
}
