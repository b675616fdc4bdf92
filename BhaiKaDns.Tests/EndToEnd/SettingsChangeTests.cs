using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>A change of settings in the running program.</summary>
[Category("EndToEnd")]
internal sealed class SettingsChangeTests
{
    private const int Queries = 4_000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(1);

    [Test]
    public async Task Put_UnderQueries_IsInForceAndLosesNone()
    {
        await using ScriptedUpstream upstream = ScriptedUpstream.Start().On("www.example.org", RecordType.A, ScriptedReply.Address("192.0.2.7"));
        await using ProgramUnderTest program = await ProgramUnderTest.StartAsync(upstream.Endpoint);
        Task<int> asking = Task.Factory.StartNew(() => AskAll(program), TaskCreationOptions.LongRunning);

        using HttpResponseMessage response = await SendAsync(program, HttpMethod.Put, """{"Cache":{"Capacity":20000}}""");
        int answered = await asking;
        int capacity = await CapacityAsync(program);

        Assert.That(((int)response.StatusCode, answered, capacity), Is.EqualTo((204, Queries, 20_000)), program.Output);
    }

    [Test]
    public async Task Put_OneKeyOfTwoSectionsIsWrong_NamesItAndChangesNothing()
    {
        await using ScriptedUpstream upstream = ScriptedUpstream.Start();
        await using ProgramUnderTest program = await ProgramUnderTest.StartAsync(upstream.Endpoint);

        using HttpResponseMessage response = await SendAsync(program, HttpMethod.Put, """{"Metrics":{"Enabled":false},"Cache":{"Capacity":7}}""");
        string problem = await response.Content.ReadAsStringAsync();

        Assert.That(
            ((int)response.StatusCode, problem.Contains("\"Cache:Capacity\":[", StringComparison.Ordinal), File.Exists(Path.Combine(program.DataDirectory, "settings.json"))),
            Is.EqualTo((422, true, false)));
    }

    // One after the other without waiting for answers; each has its own ID.
    private static int AskAll(ProgramUnderTest program)
    {
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 3_000 };
        client.Connect(program.Dns);
        byte[] query = new ClientQuery("www.example.org").ToMessage();
        HashSet<int> answers = [];
        byte[] buffer = new byte[1_500];
        for (int id = 0; id < Queries; id++)
        {
            query[0] = (byte)(id >> 8);
            query[1] = (byte)id;
            client.Send(query);
            while (client.Poll(Between, SelectMode.SelectRead) && client.Receive(buffer) > 2)
            {
                answers.Add((buffer[0] << 8) | buffer[1]);
                if (client.Available == 0)
                {
                    break;
                }
            }
        }

        while (answers.Count < Queries && client.Poll(TimeSpan.FromSeconds(3), SelectMode.SelectRead))
        {
            _ = client.Receive(buffer);
            answers.Add((buffer[0] << 8) | buffer[1]);
        }

        return answers.Count;
    }

    // The old house answers until it stops, and for a moment nobody does.
    private static async Task<int> CapacityAsync(ProgramUnderTest program)
    {
        long begun = Stopwatch.GetTimestamp();
        int capacity = 0;
        while (capacity != 20_000 && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(15))
        {
            try
            {
                using HttpResponseMessage response = await SendAsync(program, HttpMethod.Get, null);
                JsonElement settings = await response.Content.ReadFromJsonAsync<JsonElement>();
                capacity = settings.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("settings").EnumerateArray())
                    .Single(setting => setting.GetProperty("key").GetString() == "Cache:Capacity").GetProperty("value").GetInt32();
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }

        return capacity;
    }

    private static async Task<HttpResponseMessage> SendAsync(ProgramUnderTest program, HttpMethod method, string? body)
    {
        using SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, cancellation) =>
            {
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(program.DataDirectory, "control.sock")), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using HttpClient client = new(handler);
        using HttpRequestMessage request = new(method, "http://localhost/api/v1/settings");
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await client.SendAsync(request);
    }
}
