using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>A UDP listener on loopback in front of the real path of a query.</summary>
internal sealed class UdpHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private bool _isStopped;

    public UdpHouse(int workers = 1)
    {
        IMeterFactory meters = _services.GetRequiredService<IMeterFactory>();
        Listener = new UdpListener(
            Options.Create(new DnsOptions { Workers = workers }),
            House.Pipeline,
            House.Clock,
            new ListenersMetrics(meters, new HostingMetrics(meters)),
            NullLoggerFactory.Instance);
    }

    public PipelineHarness House { get; } = new();

    public UdpListener Listener { get; }

    public IPEndPoint Address => Listener.BoundTo[0];

    public static UdpHouse Listening(IPAddress address, int workers = 1)
    {
        Assume.That(address.AddressFamily is AddressFamily.InterNetwork || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        UdpHouse house = new(workers);
        house.Listener.Start([new IPEndPoint(address, 0)]);
        return house;
    }

    /// <summary>A client's socket; it takes datagrams from everywhere, so that the sender's address can be looked at.</summary>
    public static Socket Client(AddressFamily family)
    {
        Socket socket = new(family, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
        socket.Bind(new IPEndPoint(family is AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0));
        return socket;
    }

    public static async Task<(byte[] Message, IPEndPoint From)> ReceiveAsync(Socket client)
    {
        byte[] message = new byte[4096];
        using CancellationTokenSource patience = new(Patience);
        SocketReceiveFromResult received = await client.ReceiveFromAsync(
            message, new IPEndPoint(client.AddressFamily is AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0), patience.Token);
        return (message[..received.ReceivedBytes], (IPEndPoint)received.RemoteEndPoint);
    }

    /// <summary>Asks for localhost, which is answered without upstream.</summary>
    public static async Task<(string Text, IPEndPoint From)> AskAsync(Socket client, IPEndPoint server, ushort id = 1)
    {
        _ = await client.SendToAsync(new ClientQuery("localhost") { Id = id }.ToMessage(), server);
        (byte[] message, IPEndPoint from) = await ReceiveAsync(client);
        Assert.That(MessageHeader.Id(message), Is.EqualTo(id));
        return (ResponseText.Of(message), from);
    }

    public async Task StopAsync()
    {
        _isStopped = true;
        await Listener.StopAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            await StopAsync();
        }

        House.Dispose();
        await _services.DisposeAsync();
    }
}
