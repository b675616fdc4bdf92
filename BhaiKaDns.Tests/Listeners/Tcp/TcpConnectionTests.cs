using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Tcp;

internal sealed class TcpConnectionTests
{
    private static readonly int[] OutOfOrder = [3, 2, 1];

    [Test]
    public async Task Answer_PipelinedQueries_AllInOrder()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        ushort[] ids = [.. Enumerable.Range(1, 500).Select(id => (ushort)id)];

        await client.SendAsync(ids.SelectMany(id => TcpClientOfTests.Query(id)).ToArray());

        List<int> answered = [];
        foreach (ushort _ in ids)
        {
            answered.Add(await client.ReceiveIdAsync());
        }

        Assert.That(answered, Is.EqualTo(ids));
    }

    [Test]
    public async Task Answer_QueriesThatWait_GoOutWhenReady()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        byte[] queries = [.. TcpClientOfTests.Query(1, "wait.org"), .. TcpClientOfTests.Query(2, "wait.org"), .. TcpClientOfTests.Query(3)];
        await client.SendAsync(queries);
        await server.Handler.WaitingAsync(2);

        int first = await client.ReceiveIdAsync();
        server.Handler.Answer(2);
        int second = await client.ReceiveIdAsync();
        server.Handler.Answer(1);
        int third = await client.ReceiveIdAsync();

        Assert.That(new[] { first, second, third }, Is.EqualTo(OutOfOrder));
    }

    [Test]
    public async Task Answer_SplitAtEachOctet_IsWhole()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        byte[] two = [.. TcpClientOfTests.Query(1), .. TcpClientOfTests.Query(2, "example.com")];
        using TcpClientOfTests client = await server.ConnectAsync();

        List<int> answered = [];
        for (int split = 1; split < two.Length; split++)
        {
            await client.SendAsync(two.AsMemory(0, split));
            await client.SendAsync(two.AsMemory(split));
            answered.Add(await client.ReceiveIdAsync());
            answered.Add(await client.ReceiveIdAsync());
        }

        Assert.That(answered, Is.EqualTo(Enumerable.Range(1, two.Length - 1).SelectMany(_ => Enumerable.Range(1, 2))));
    }

    [Test]
    public async Task Answer_OneOctetPerSegment_IsWhole()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();

        foreach (byte octet in TcpClientOfTests.Query(7))
        {
            await client.SendAsync(new[] { octet });
        }

        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(7));
    }

    [Test]
    public async Task Answer_QueryTooLong_IsFormErrAndTheNextIsAnswered()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        byte[] tooLong = [.. TcpClientOfTests.Query(9), .. new byte[5_000]];
        int length = tooLong.Length - 2;
        (tooLong[0], tooLong[1]) = ((byte)(length >> 8), (byte)length);

        await client.SendAsync(tooLong);
        await client.SendAsync(TcpClientOfTests.Query(10));

        byte[]? first = await client.ReceiveAsync();
        Assert.That((MessageHeader.Id(first), MessageHeader.ResponseCode(first)), Is.EqualTo((9, ResponseCode.FormatError)));
        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(10));
    }

    [Test]
    public async Task Answer_MessageOfNoLength_Closes()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();

        await client.SendAsync(new byte[2]);

        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(-1));
    }

    [Test]
    public async Task Answer_ClientClosedItsHalf_IsAnsweredStill()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        await client.SendAsync(TcpClientOfTests.Query(1, "wait.org"));
        client.Socket.Shutdown(SocketShutdown.Send);
        await server.Handler.WaitingAsync(1);

        server.Handler.Answer(1);

        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(1));
        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(-1));
    }

    [Test]
    public async Task Read_TooManyOutstanding_WaitsForSomeToFinish()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync(new TcpOptions { MaxOutstanding = 4 });
        using TcpClientOfTests client = await server.ConnectAsync();
        await client.SendAsync(Enumerable.Range(1, 6).SelectMany(id => TcpClientOfTests.Query((ushort)id, "wait.org")).ToArray());
        await server.Handler.WaitingAsync(4);
        int handledBefore = server.Handler.Handled;

        server.Handler.Drop(1);
        server.Handler.Answer(2);
        await server.Handler.WaitingAsync(2);

        Assert.That((handledBefore, server.Handler.Handled), Is.EqualTo((4, 6)));
        Assert.That(await client.ReceiveIdAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Read_ClientReadsLate_GetsEveryOctetInOrder()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync();
        const int Count = 300;
        await client.SendAsync(Enumerable.Range(1, Count).SelectMany(id => TcpClientOfTests.Query((ushort)id, "big.org")).ToArray());
        await Eventually.IsTrueAsync(() => server.Handler.Handled > 50);

        List<bool> areWhole = [];
        for (int id = 1; id <= Count; id++)
        {
            byte[]? message = await client.ReceiveAsync();
            areWhole.Add(message?.Length == FakeHandler.BigLength && MessageHeader.Id(message) == id && message.AsSpan(100).IndexOfAnyExcept((byte)id) < 0);
        }

        Assert.That(areWhole, Is.All.True);
    }

    [Test]
    public async Task Read_ClientNeverReads_StopsReadingThenCloses()
    {
        await using TcpServerOfTests server = await TcpServerOfTests.StartAsync();
        using TcpClientOfTests client = await server.ConnectAsync(receiveBuffer: 4096);
        await client.SendAsync(Enumerable.Range(1, 2_000).SelectMany(id => TcpClientOfTests.Query((ushort)id, "big.org")).ToArray());

        await Eventually.IsTrueAsync(() =>
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            return server.Service.OpenConnections == 0;
        });

        Assert.That(server.Handler.Handled, Is.LessThan(2_000));
    }
}
