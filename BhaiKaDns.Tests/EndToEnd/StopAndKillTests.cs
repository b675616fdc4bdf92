using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using BhaiKaDns.Commands;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.QueryLog;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>How the program ends, asked or not, and that it starts again on what it left.</summary>
[Category("EndToEnd")]
internal sealed class StopAndKillTests
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Load before each kill: longer than the writer of the log waits before it writes.</summary>
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(1.5);

    /// <summary>One in CI; <c>scripts/kill-check.sh</c> asks for twenty.</summary>
    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("BKD_TEST_KILL_ROUNDS") ?? "1", CultureInfo.InvariantCulture);

    [Test]
    public async Task Stop_SigTermWithAQuestionOpen_EndsCleanlyWithinFiveSeconds()
    {
        await using ScriptedUpstream upstream = ScriptedUpstream.Start().Always(ScriptedReply.Silence);
        await using ProgramUnderTest program = await ProgramUnderTest.StartAsync(upstream.Endpoint);
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _ = await client.SendToAsync(new ClientQuery("www.example.org").ToMessage(), program.Dns);
        await upstream.WhenAskedAsync(1);
        long start = Stopwatch.GetTimestamp();

        int exitCode = await program.StopAsync();

        Assert.That((exitCode, Stopwatch.GetElapsedTime(start) < StopLimit), Is.EqualTo((ExitCodes.Done, true)), program.Output);
    }

    [Test]
    public async Task Kill_UnderLoad_StartsAgainWithAReadableLog()
    {
        await using ProgramUnderTest program = await ProgramUnderTest.StartAsync(upstream: null, "--Admission:Unlimited:0", "127.0.0.0/8");
        int answered = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            int before = answered;
            answered += await AskUntilKilledAsync(program);
            await program.StartAsync();
            (int rows, int damaged) = await ReadLogAsync(program.DataDirectory);
            await TestContext.Progress.WriteLineAsync($"round {round}: {answered - before} answers, {answered - rows} of {answered} rows lost so far, {damaged} damaged places");

            // Everything but the last second of each round.
            Assert.That(rows, Is.GreaterThan(answered / 4), program.Output);
        }

        Assert.That(await program.StopAsync(), Is.EqualTo(ExitCodes.Done));
    }

    private static async Task<int> AskUntilKilledAsync(ProgramUnderTest program)
    {
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await client.ConnectAsync(program.Dns);
        byte[] query = new ClientQuery("load.invalid").ToMessage();
        byte[] response = new byte[512];
        long start = Stopwatch.GetTimestamp();
        int answered = 0;
        while (Stopwatch.GetElapsedTime(start) < Load)
        {
            _ = await client.SendAsync(query);
            _ = await client.ReceiveAsync(response);
            answered++;
        }

        // More on its way when it ends.
        for (int sent = 0; sent < 200; sent++)
        {
            _ = await client.SendAsync(query);
        }

        await program.KillAsync();
        return answered;
    }

    private static async Task<(int Rows, int Damaged)> ReadLogAsync(string dataDirectory)
    {
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using QueryLogReader reader = new(
            new DataDirectory(dataDirectory), new QueryLogMetrics(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()));
        QueryLogPage page = await reader.ReadAsync(new QueryLogFilter { Limit = int.MaxValue }, CancellationToken.None);
        return (page.Rows.Count, page.DamagedPlaces);
    }
}
