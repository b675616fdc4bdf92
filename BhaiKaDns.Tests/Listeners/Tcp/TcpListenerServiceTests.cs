using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Tcp;

internal sealed class TcpListenerServiceTests
{
    [Test]
    public async Task Sweep_NothingAsked_ClosesAfterIdleTimeout()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        await Eventually.IsTrueAsync(() => server.Service.OpenConnections == 1);

        server.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(-1));
    }

    [Test]
    public async Task Sweep_HalfAQuery_ClosesAfterHalfSentTimeout()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        byte[] query = TcpClientOfTests.Query(1);
        byte[] oneAndAHalf = [.. query, .. query.AsSpan(0, 9)];
        await client.SendAsync(oneAndAHalf);
        _ = await client.ReceiveIdAsync();

        await Eventually.IsTrueAsync(() =>
        {
            // The second half of what was sent may not have been read yet when the first answer came.
            server.Time.Advance(TimeSpan.FromMilliseconds(500));
            return server.Service.OpenConnections == 0;
        });

        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(-1));
        Assert.That(server.Closed.LastMeasurement!.Tags["reason"], Is.EqualTo("half-sent"));
    }

    [Test]
    public async Task Accept_ThreeHundredHalfOpen_NewOneIsServed()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync(new TcpOptions { MaxConnections = 100, MaxConnectionsPerClient = 40 });
        List<TcpClientOfTests> halfOpen = [];
        using TcpClientOfTests regular = await server.ConnectAsync();
        await regular.SendAsync(TcpClientOfTests.Query(1));
        _ = await regular.ReceiveIdAsync();
        for (int index = 0; index < 300; index++)
        {
            TcpClientOfTests client = await server.ConnectAsync(IPAddress.Parse($"127.0.1.{index % 5}"));
            await client.SendAsync(new byte[index % 2]);
            halfOpen.Add(client);
        }

        using TcpClientOfTests latest = await server.ConnectAsync();
        await latest.SendAsync(TcpClientOfTests.Query(2));
        await regular.SendAsync(TcpClientOfTests.Query(3));

        Assert.That(await latest.ReceiveIdAsync(), Is.EqualTo(2));
        Assert.That(await regular.ReceiveIdAsync(), Is.EqualTo(3));
        Assert.That(server.Service.OpenConnections, Is.LessThanOrEqualTo(100));
        halfOpen.ForEach(client => client.Dispose());
    }

    [Test]
    public async Task Accept_ClientOverItsCap_LosesItsOldest()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync(new TcpOptions { MaxConnectionsPerClient = 2 });
        using TcpClientOfTests first = await server.ConnectAsync();
        await first.SendAsync(TcpClientOfTests.Query(1));
        _ = await first.ReceiveIdAsync();
        using TcpClientOfTests second = await server.ConnectAsync();
        using TcpClientOfTests third = await server.ConnectAsync();

        int onSecond = await second.ReceiveIdAsync();
        await third.SendAsync(TcpClientOfTests.Query(3));

        Assert.That((onSecond, await third.ReceiveIdAsync()), Is.EqualTo((-1, 3)));
    }

    [Test]
    public async Task Accept_AllBusy_NewOneIsClosed()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync(new TcpOptions { MaxConnectionsPerClient = 1 });
        using TcpClientOfTests busy = await server.ConnectAsync();
        await busy.SendAsync(TcpClientOfTests.Query(1, "wait.org"));
        await server.Handler.WaitingAsync(1);

        using TcpClientOfTests refused = await server.ConnectAsync();
        int onRefused = await refused.ReceiveIdAsync();
        server.Handler.Answer(1);

        Assert.That((onRefused, await busy.ReceiveIdAsync()), Is.EqualTo((-1, 1)));
    }

    [Test]
    public async Task Stop_OutstandingQuery_IsAnsweredBeforeClosing()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        await client.SendAsync(TcpClientOfTests.Query(1, "wait.org"));
        await server.Handler.WaitingAsync(1);
        await Eventually.IsTrueAsync(() => server.Service.OpenConnections == 1);

        Task stop = server.Service.StopAsync(CancellationToken.None);
        server.Handler.Answer(1);
        await stop;

        Assert.That((await client.ReceiveIdAsync(), await client.ReceiveIdAsync()), Is.EqualTo((1, -1)));
    }

    [Test]
    public async Task Stop_QueryNeverAnswered_ClosesAfterTheBound()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        await client.SendAsync(TcpClientOfTests.Query(1, "wait.org"));
        await server.Handler.WaitingAsync(1);

        Task stop = server.Service.StopAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() =>
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            return stop.IsCompleted;
        });

        Assert.That((await client.ReceiveIdAsync(), server.Service.OpenConnections), Is.EqualTo((-1, 0)));
    }

    [Test]
    public async Task Start_AfterStop_AcceptsAgain()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        await server.Service.StopAsync(CancellationToken.None);

        await server.Service.StartAsync(CancellationToken.None);

        using TcpClientOfTests client = await server.ConnectAsync();
        await client.SendAsync(TcpClientOfTests.Query(1));
        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(1));
    }

    [Test]
    public void Start_AddressTaken_NamesIt()
    {
        using Socket holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        holder.Listen();
        IPEndPoint taken = (IPEndPoint)holder.LocalEndPoint!;
        TcpServerOfTests server = new(options: null, new IPEndPoint(IPAddress.Loopback, 0), taken);

        Func<Task> start = () => server.Service.StartAsync(CancellationToken.None);

        Assert.That(start, Throws.InstanceOf<BindException>().With.Property(nameof(BindException.Address)).EqualTo($"tcp {taken}"));
    }

    [Test]
    public async Task Start_BothFamilies_BothAnswer()
    {
        Assume.That(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using TcpServerOfTests server = new(options: null, new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.IPv6Loopback, 0));
        await server.Service.StartAsync(CancellationToken.None);
        List<int> answered = [];

        foreach (IPEndPoint address in server.Service.BoundTo)
        {
            using TcpClientOfTests client = await TcpClientOfTests.ConnectAsync(address);
            await client.SendAsync(TcpClientOfTests.Query(5));
            answered.Add(await client.ReceiveIdAsync());
        }

        Assert.That(answered, Is.All.EqualTo(5));
    }
}
