using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Tcp;

internal sealed class TcpBatchTests
{
    [Test]
    public async Task Answer_QueriesAnsweredInPlace_AllocatesNothing()
    {
        using Socket listening = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        using TcpClientOfTests client = await TcpClientOfTests.ConnectAsync((IPEndPoint)listening.LocalEndPoint!);
        using Socket accepted = await listening.AcceptAsync();
        MonotonicClock clock = new(TimeProvider.System);
        FakeHandler handler = new();
        TcpLanes lanes = new(handler.OpenLane, handler.EndBatch, keepaliveUnits: 100, count: 1);
        TcpOptions limits = new();
        using TcpConnection connection = new(accepted, handler.TryHandle, lanes, clock, limits);
        using TcpOutput output = new(accepted, connection.State, clock, limits);
        TcpBatch batch = new(connection, output, handler.TryHandle, lanes, clock);
        Pipe pipe = new(PipeSettings.Unbounded);
        byte[] queries = [.. Enumerable.Range(1, 8).SelectMany(id => TcpClientOfTests.Query((ushort)id))];
        byte[] answers = new byte[65_536];

        long allocated = Allocations.Of(() =>
        {
            queries.CopyTo(pipe.Writer.GetMemory(512));
            pipe.Writer.Advance(queries.Length);
            PipeSettings.Publish(pipe.Writer);
            _ = batch.Answer(pipe.Reader);
            _ = client.Socket.Receive(answers);
        });

        Assert.That(allocated, Is.Zero);
    }
}
