using System.Globalization;
using System.Text.Json;
using BhaiKaDns.Commands;
using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>A household on loopback addresses: two children, a television, guests, and a bed time that is now.</summary>
[Category("EndToEnd")]
internal sealed class HouseholdTests
{
    private const string Tablet = "127.0.1.21";
    private const string Phone = "127.0.1.22";
    private const string Television = "127.0.1.30";
    private const string Guest = "127.0.9.77";
    private const string Unknown = "127.0.0.1";
    private const string Blocked = "0.0.0.0";
    private const string Answered = "192.0.2.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(100);

    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Dig.RequireOrSkip();
        _upstream = ScriptedUpstream.Start();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string from = now.AddHours(-2).ToString("HH:mm", CultureInfo.InvariantCulture);
        string to = now.AddHours(2).ToString("HH:mm", CultureInfo.InvariantCulture);
        Dictionary<string, string> settings = new()
        {
            ["Policy:Groups:0:Name"] = "little",
            ["Policy:Groups:1:Name"] = "big",
            ["Policy:Groups:1:Rules:0"] = "||games.example^",
            ["Policy:Groups:2:Name"] = "guests",
            ["Policy:Groups:2:Rules:0"] = "||nas.example^",
            ["Policy:Devices:0:Name"] = "tablet",
            ["Policy:Devices:0:Group"] = "little",
            ["Policy:Devices:0:Addresses:0"] = Tablet,
            ["Policy:Devices:1:Name"] = "phone",
            ["Policy:Devices:1:Group"] = "big",
            ["Policy:Devices:1:Addresses:0"] = Phone,
            ["Policy:Devices:2:Name"] = "television",
            ["Policy:Devices:2:Addresses:0"] = Television,
            ["Policy:Devices:3:Name"] = "guest network",
            ["Policy:Devices:3:Group"] = "guests",
            ["Policy:Devices:3:Addresses:0"] = "127.0.9.0/24",
            ["Policy:Schedules:0:Name"] = "bed time",
            ["Policy:Schedules:0:Groups:0"] = "little",
            ["Policy:Schedules:0:TimeZone"] = "Etc/UTC",
            ["Policy:Schedules:0:Everything"] = "true",
            ["Policy:Schedules:0:Ranges:0:From"] = from,
            ["Policy:Schedules:0:Ranges:0:To"] = to,
        };
        _program = await ProgramUnderTest.StartAsync(_upstream.Endpoint, [.. settings.SelectMany(pair => new[] { "--" + pair.Key, pair.Value })]);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        if (_upstream is not null)
        {
            await _upstream.DisposeAsync();
        }
    }

    [Test]
    public async Task Household_EachClient_SeesWhatItsGroupMaySee()
    {
        string[] seen =
        [
            await AskAsync(Tablet, "school.example"),
            await AskAsync(Phone, "school.example"),
            await AskAsync(Phone, "games.example"),
            await AskAsync(Television, "games.example"),
            await AskAsync(Guest, "games.example"),
            await AskAsync(Guest, "nas.example"),
            await AskAsync(Unknown, "nas.example"),
        ];

        Assert.That(seen, Is.EqualTo(new[] { Blocked, Answered, Blocked, Answered, Answered, Blocked, Answered }));
    }

    [Test]
    public async Task Pause_OfAGroup_HoldsForItAloneUntilItIsResumed()
    {
        await RunAsync("pause", "--group", "big", "--for", "10m");
        string[] during = [await AskAsync(Phone, "games.example"), await AskAsync(Tablet, "school.example")];
        await RunAsync("resume");

        Assert.That((string[])[.. during, await AskAsync(Phone, "games.example")], Is.EqualTo(new[] { Answered, Blocked, Blocked }));
    }

    [Test]
    public async Task Allow_ForTwoSeconds_HoldsForTheDeviceAndEndsByItself()
    {
        _ = await AskAsync(Tablet, "story.example");

        await RunAsync("allow", "story.example", "--client", Tablet, "--for", "2s");
        string[] during = [await AskAsync(Tablet, "story.example"), await AskAsync(Tablet, "other.example")];
        bool ended = await EndsAsync(async () => await AskAsync(Tablet, "story.example") == Blocked);

        Assert.That((during[0], during[1], ended), Is.EqualTo((Answered, Blocked, true)));
    }

    [Test]
    public async Task AllowAndPause_AfterAPowerCut_StillHold()
    {
        await RunAsync("allow", "story.example", "--client", "tablet", "--for", "1h");
        await RunAsync("block", "news.example", "--client", Guest);
        await RunAsync("pause", "--group", "big");

        await _program.KillAsync();
        await _program.StartAsync();

        string[] seen =
        [
            await AskAsync(Tablet, "story.example"), await AskAsync(Guest, "news.example"), await AskAsync("127.0.9.78", "news.example"), await AskAsync(Phone, "games.example"),
        ];
        Assert.That(seen, Is.EqualTo(new[] { Answered, Blocked, Answered, Answered }));
    }

    [Test]
    public async Task Why_AtBedTime_TellsScheduleGroupAndDevice()
    {
        ProgramCommand why = await ProgramCommand.RunAsync("why", "school.example", "--client", Tablet, "--json", "--Storage:DataDirectory", _program.DataDirectory);

        using JsonDocument report = JsonDocument.Parse(why.Output);
        JsonElement root = report.RootElement;
        Assert.That(
            (root.GetProperty("reason").GetString(), root.GetProperty("group").GetString(), root.GetProperty("device").GetString(), root.GetProperty("evidence")[0].GetProperty("text").GetString()),
            Is.EqualTo(("schedule", "little", "tablet", "The schedule 'bed time' blocks every name now.")));
    }

    [TestCase("pause", "--group", "nobody")]
    [TestCase("pause", "--for", "soon")]
    [TestCase("allow", "a..b")]
    [TestCase("allow", "a.example", "--client", "nobody")]
    public async Task Command_Wrong_SaysSoAndExitsWithTwo(params string[] arguments)
    {
        ProgramCommand command = await ProgramCommand.RunAsync([.. arguments, "--Storage:DataDirectory", _program.DataDirectory]);

        Assert.That((command.ExitCode, command.Error.Length > 0), Is.EqualTo((ExitCodes.BadSettings, true)));
    }

    private async Task<string> AskAsync(string client, string name) => (await Dig.AskAsync(_program.Dns, "+short", "-b", client, name, "A")).Trim();

    private async Task RunAsync(params string[] arguments)
    {
        ProgramCommand command = await ProgramCommand.RunAsync([.. arguments, "--Storage:DataDirectory", _program.DataDirectory]);
        Assert.That(command.ExitCode, Is.EqualTo(ExitCodes.Done), command.Error);
    }

    private static async Task<bool> EndsAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(Patience);
        using PeriodicTimer again = new(AskAgainAfter);
        try
        {
            while (!await condition())
            {
                await again.WaitForNextTickAsync(limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
