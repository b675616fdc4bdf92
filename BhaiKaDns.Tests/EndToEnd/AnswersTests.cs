using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using DnsClient;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>The real program, asked by clients that others wrote.</summary>
[Category("EndToEnd")]
internal sealed class AnswersTests
{
    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _upstream = ScriptedUpstream.Start()
            .On("www.example.org", RecordType.A, ScriptedReply.Address("192.0.2.7"))
            .On("www.example.org", RecordType.Aaaa, ScriptedReply.Address("2001:db8::7"))
            .On("www.example.org", RecordType.Https, new ScriptedReply { Answers = [(RecordType.Https, 300, [0, 1, 0, 0, 1, 0, 3, 2, (byte)'h', (byte)'2'])] })
            .On("www.example.org", RecordType.Txt, ScriptedReply.Text(1))
            .On("big.example.org", RecordType.Txt, ScriptedReply.Text(20))
            .On("gone.example.org", RecordType.A, ScriptedReply.Failing(ResponseCode.NameError))
            .On("broken.example.org", RecordType.A, ScriptedReply.Failing(ResponseCode.ServerFailure));
        _program = await ProgramUnderTest.StartAsync(_upstream.Endpoint, "--Filtering:Rules:0", "||blocked.example^");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        await _upstream.DisposeAsync();
    }

    [TestCase("A", "192.0.2.7")]
    [TestCase("AAAA", "2001:db8::7")]
    [TestCase("TYPE65", "1 . alpn=\"h2\"")]
    public async Task Dig_Type_GetsItsRecord(string type, string expected)
    {
        Dig.RequireOrSkip();

        string[] answer = (await Dig.AskAsync(_program.Dns, "+short", "www.example.org", type)).Split('\n');

        // Older versions of dig write HTTPS as octets.
        Assert.That(answer[0], Is.EqualTo(expected).Or.StartsWith(@"\#"));
    }

    [TestCase("gone.example.org", "status: NXDOMAIN")]
    [TestCase("broken.example.org", "EDE: 22 (No Reachable Authority): (upstream-failed: no upstream answered)")]
    [TestCase("www.blocked.example", "EDE: 17 (Filtered): (user-rule: a rule of this home names it)")]
    [TestCase("www.blocked.example", "0.0.0.0")]
    [TestCase("ad.doubleclick.net", "EDE: 15 (Blocked): (block-list: a block list names it)")]
    [TestCase("printer.invalid", "status: NXDOMAIN")]
    public async Task Dig_NameThatIsNotAnsweredPlainly_SaysWhy(string name, string expected)
    {
        Dig.RequireOrSkip();

        string output = await Dig.AskAsync(_program.Dns, name, "A");

        Assert.That(output, Does.Contain(expected));
    }

    [Test]
    public async Task Dig_Tcp_IsAnswered()
    {
        Dig.RequireOrSkip();

        Assert.That(await Dig.AskAsync(_program.Dns, "+tcp", "+short", "www.example.org", "A"), Is.EqualTo("192.0.2.7\n"));
    }

    [Test]
    public async Task Dig_AnswerOfFourKilobytes_IsTruncatedOverUdp()
    {
        Dig.RequireOrSkip();

        string output = await Dig.AskAsync(_program.Dns, "+ignore", "+bufsize=4096", "big.example.org", "TXT");

        Assert.That(output, Does.Match("flags:[^;]* tc[ ;]").And.Contain("ANSWER: 0"));
    }

    [Test]
    public async Task Dig_AnswerOfFourKilobytes_ComesWholeOverTcp()
    {
        Dig.RequireOrSkip();

        string output = await Dig.AskAsync(_program.Dns, "+short", "big.example.org", "TXT");

        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(20));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task DnsClient_SeveralTypes_ReadsThem(bool overTcp)
    {
        LookupClient client = new(new LookupClientOptions(new NameServer(_program.Dns)) { UseCache = false, UseTcpOnly = overTcp, Retries = 0 });

        IDnsQueryResponse address = await client.QueryAsync("WWW.example.org", QueryType.A);
        IDnsQueryResponse text = await client.QueryAsync("big.example.org", QueryType.TXT);
        IDnsQueryResponse missing = await client.QueryAsync("gone.example.org", QueryType.A);

        Assert.That(
            (address.Answers.ARecords().Single().Address.ToString(), text.Answers.TxtRecords().Count(), missing.Header.ResponseCode),
            Is.EqualTo(("192.0.2.7", 20, DnsHeaderResponseCode.NotExistentDomain)));
    }

    [Test]
    public async Task Burst_MalformedMessages_NextQueryIsAnsweredAndNothingWasLogged()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        byte[] good = new ClientQuery("www.example.org") { HasEdns = true }.ToMessage();
        for (int sent = 0; sent < 5000; sent++)
        {
            byte[] message = good.AsSpan(0, random.Next(good.Length + 1)).ToArray();
            for (int change = random.Next(6); change > 0 && message.Length > 0; change--)
            {
                message[random.Next(message.Length)] = (byte)random.Next(256);
            }

            _ = client.SendTo(message, _program.Dns);
        }

        LookupClient asking = new(new LookupClientOptions(new NameServer(_program.Dns)) { UseCache = false, Retries = 5 });
        IDnsQueryResponse answer = await asking.QueryAsync("www.example.org", QueryType.A);

        Assert.That((answer.Answers.ARecords().Count(), _program.Output.Contains("Exception", StringComparison.Ordinal)), Is.EqualTo((1, false)), $"seed {seed}");
    }
}
