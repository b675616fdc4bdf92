using System.Net;
using System.Text.Json;
using BhaiKaDns.Commands;
using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>Commands and exit codes of the contract, each in a process of its own.</summary>
[Category("EndToEnd")]
internal sealed class CommandsTests
{
    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    private string[] Running => ["--Storage:DataDirectory", _program.DataDirectory, "--Dns:Listen:0", _program.Dns.ToString()];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _upstream = ScriptedUpstream.Start();
        _program = await ProgramUnderTest.StartAsync(_upstream.Endpoint);
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

    [Test]
    public async Task Run_PortTaken_ExitsWithThreeAndNamesTheAddress()
    {
        using TemporaryFolder folder = new();

        ProgramCommand second = await ProgramCommand.RunAsync(
            "--Storage:DataDirectory", folder.Path, "--Dns:Listen:0", _program.Dns.ToString(), "--Admin:Listen:0", $"http://{FreePort.Claim()}");

        Assert.That(
            (second.ExitCode, second.Error.Contains(_program.Dns.ToString(), StringComparison.Ordinal)), Is.EqualTo((ExitCodes.AddressTaken, true)), second.Error);
    }

    [Test]
    public async Task Run_UnknownKey_ExitsWithTwoAndNamesIt()
    {
        using TemporaryFolder folder = new();

        ProgramCommand run = await ProgramCommand.RunAsync("run", "--Storage:DataDirectory", folder.Path, "--Dns:Lisen:0", "127.0.0.1:0");

        Assert.That((run.ExitCode, run.Error.Contains("Dns:Lisen", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.BadSettings, true)), run.Error);
    }

    [Test]
    public async Task Status_InstanceRuns_TellsItsHealth()
    {
        ProgramCommand status = await ProgramCommand.RunAsync(["status", .. Running]);

        Assert.That((status.ExitCode, status.Output.Contains("listeners: ok", StringComparison.OrdinalIgnoreCase)), Is.EqualTo((ExitCodes.Done, true)), status.Output + status.Error);
    }

    [Test]
    public async Task Why_ListedName_NamesListAndReasonInJson()
    {
        ProgramCommand why = await ProgramCommand.RunAsync(["why", "ad.doubleclick.net", "--json", .. Running]);

        using JsonDocument verdict = JsonDocument.Parse(why.Output);
        JsonElement evidence = verdict.RootElement.GetProperty("evidence")[0];
        Assert.That(
            (why.ExitCode, verdict.RootElement.GetProperty("decision").GetString(), verdict.RootElement.GetProperty("reason").GetString(), evidence.GetProperty("list").GetString()),
            Is.EqualTo((ExitCodes.Done, "blocked", "block-list", "starter")));
    }

    [Test]
    public async Task Health_InstanceRuns_ExitsWithZero()
    {
        ProgramCommand health = await ProgramCommand.RunAsync(["health", .. Running]);

        Assert.That(health.ExitCode, Is.EqualTo(ExitCodes.Done), health.Error);
    }

    [Test]
    public async Task Health_NothingListens_ExitsWithOne()
    {
        IPEndPoint nobody = FreePort.Claim();

        ProgramCommand health = await ProgramCommand.RunAsync("health", "--Storage:DataDirectory", _program.DataDirectory, "--Dns:Listen:0", nobody.ToString());

        Assert.That(health.ExitCode, Is.EqualTo(ExitCodes.Unexpected));
    }
}
