using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>What one exchange with an upstream costs this process; run by name. The echoing upstream runs in it and is measured alone first.</summary>
[Explicit]
[Category("Benchmark")]
internal sealed class UpstreamExchangeBenchmark
{
    private const int Rounds = 60_000;
    private const int Outstanding = 32;

    [TestCase(false)]
    [TestCase(true)]
    public async Task Resolve_OverLoopback_CpuPerExchange(bool portable)
    {
        using Socket upstream = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        upstream.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        upstream.ReceiveBufferSize = 1 << 20;
        Thread echo = new(() => Echo(upstream)) { IsBackground = true };
        echo.Start();
        using UpstreamTransports transports = portable
            ? new UpstreamTransports(new SocketUdpTransport(NullLogger<SocketUdpTransport>.Instance), new TcpTransport(TimeProvider.System))
            : UpstreamTransports.Create(NullLoggerFactory.Instance, TimeProvider.System);
        using ResolutionHarness harness = new(new() { Upstreams = [upstream.LocalEndPoint!.ToString()!] }, transports: transports);
        await RunAsync(harness, Rounds / 3);

        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        int failed = await RunAsync(harness, Rounds);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;

        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(portable ? "framework sockets" : "epoll")}: {cpu.TotalMicroseconds / Rounds:F2} us CPU (echo included), {elapsed.TotalMicroseconds / Rounds:F2} us elapsed, {(GC.GetTotalAllocatedBytes() - allocated) / Rounds} bytes per exchange, {failed} failed"));
        Assert.That(failed, Is.LessThan(Rounds / 100));
    }

    private static async Task<int> RunAsync(ResolutionHarness harness, int rounds)
    {
        int[] failed = await Task.WhenAll(Enumerable.Range(0, Outstanding).Select(async lane =>
        {
            int count = 0;
            Queries.QueryContext query = ResolutionHarness.Query($"lane{lane}.example.org");
            for (int round = 0; round < rounds / Outstanding; round++)
            {
                ResolvedAnswer answer = await harness.Resolver.ResolveAsync(query, CancellationToken.None);
                count += answer.IsAnswered ? 0 : 1;
            }

            return count;
        }));
        return failed.Sum();
    }

    // Blocking calls, no allocation: 6 to 7 us of the figure on the machine of docs/performance.md.
    private static void Echo(Socket upstream)
    {
        byte[] buffer = new byte[2048];
        SocketAddress client = new(AddressFamily.InterNetwork);
        try
        {
            while (true)
            {
                int length = upstream.ReceiveFrom(buffer, SocketFlags.None, client);
                buffer[2] |= 0x80;
                _ = upstream.SendTo(buffer.AsSpan(0, length), SocketFlags.None, client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }
}
