using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Udp;

internal sealed class SocketUdpWorkerTests
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeHandler _handler = new();
    private SocketUdpWorker _worker = null!;
    private IPEndPoint _address = null!;

    [TearDown]
    public Task StopWorker() => _worker.StopAsync();

    [OneTimeTearDown]
    public void DisposeServices() => _services.Dispose();

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public async Task Run_Query_IsAnsweredInPlace(string address)
    {
        Start(IPAddress.Parse(address));
        using Socket client = Connect();

        _ = await client.SendAsync(Query(7));

        Assert.That(await ReceiveAsync(client), Is.EqualTo((7, ResponseCode.NoError)));
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public async Task Send_QueryThatWaited_ReachesItsClient(string address)
    {
        Start(IPAddress.Parse(address));
        using Socket waiting = Connect();
        using Socket other = Connect();
        _ = await waiting.SendAsync(Query(7, "wait.org"));
        await _handler.WaitingAsync(1);
        _ = await other.SendAsync(Query(8));
        _ = await ReceiveAsync(other);

        _handler.Answer(7);

        Assert.That(await ReceiveAsync(waiting), Is.EqualTo((7, ResponseCode.NoError)));
    }

    [Test]
    public async Task Run_DatagramTooLong_IsFormErr()
    {
        Start(IPAddress.Loopback);
        using Socket client = Connect();
        byte[] tooLong = new byte[4000];
        Query(9).CopyTo(tooLong);

        _ = await client.SendAsync(tooLong);

        Assert.That(await ReceiveAsync(client), Is.EqualTo((9, ResponseCode.FormatError)));
    }

    [Test]
    public async Task Run_ClientGoneBeforeItsAnswer_OthersAreServed()
    {
        Start(IPAddress.Loopback);
        Socket gone = Connect();
        _ = await gone.SendAsync(Query(1, "wait.org"));
        await _handler.WaitingAsync(1);
        gone.Dispose();
        _handler.Answer(1);
        using Socket client = Connect();

        _ = await client.SendAsync(Query(2));

        Assert.That(await ReceiveAsync(client), Is.EqualTo((2, ResponseCode.NoError)));
    }

    [Test]
    public async Task StopAsync_ThreadBlocked_EndsIt()
    {
        Start(IPAddress.Loopback);

        Task stop = _worker.StopAsync();

        await stop.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(stop.IsCompletedSuccessfully, Is.True);
    }

    private void Start(IPAddress address)
    {
        Assume.That(address.AddressFamily is AddressFamily.InterNetwork || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        _address = (IPEndPoint)socket.LocalEndPoint!;
        System.Diagnostics.Metrics.IMeterFactory meters = _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        ListenersMetrics metrics = new(meters, new HostingMetrics(meters));
        _worker = new SocketUdpWorker(
            socket, _handler.OpenLane(), _handler.TryHandle, _handler.EndBatch, new MonotonicClock(TimeProvider.System), metrics, NullLogger<SocketUdpWorker>.Instance);
        _worker.Start();
    }

    private Socket Connect()
    {
        Socket socket = new(_address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(_address);
        return socket;
    }

    private static byte[] Query(ushort id, string name = "example.org") => TcpClientOfTests.Query(id, name)[2..];

    private static async Task<(int Id, ResponseCode Code)> ReceiveAsync(Socket client)
    {
        byte[] message = new byte[512];
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
        _ = await client.ReceiveAsync(message, SocketFlags.None, patience.Token);
        return (MessageHeader.Id(message), MessageHeader.ResponseCode(message));
    }
}
