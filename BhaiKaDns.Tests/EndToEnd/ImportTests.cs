using BhaiKaDns.Commands;
using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>Another program's configuration, taken over while this one runs.</summary>
[Category("EndToEnd")]
internal sealed class ImportTests
{
    private const string Tablet = "127.0.1.21";
    private const string Unknown = "127.0.0.1";
    private const string Blocked = "0.0.0.0";
    private const string Answered = "192.0.2.1";

    private const string Sample = """
        upstreams:
          groups:
            default: [1.1.1.1]
        customDNS:
          mapping:
            nas.home.arpa: 192.168.1.5
        clientLookup:
          clients:
            tablet: [127.0.1.21]
        blocking:
          denylists:
            games: [LIST]
          clientGroupsBlock:
            default: []
            tablet: [games]
        """;

    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Dig.RequireOrSkip();
        _upstream = ScriptedUpstream.Start();
        _program = await ProgramUnderTest.StartAsync(_upstream.Endpoint);
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
    public async Task Import_WhileTheProgramRuns_IsInForceWithoutARestart()
    {
        string list = Path.Combine(_program.DataDirectory, "games.txt");
        string file = Path.Combine(_program.DataDirectory, "config.yml");
        await File.WriteAllTextAsync(list, "games.example\n");
        await File.WriteAllTextAsync(file, Sample.Replace("LIST", list, StringComparison.Ordinal));
        string[] before = [await AskAsync(Tablet, "games.example"), await AskAsync(Tablet, "nas.home.arpa")];

        ProgramCommand import = await ProgramCommand.RunAsync("import", file, "--Storage:DataDirectory", _program.DataDirectory);

        Assert.That(import.ExitCode, Is.EqualTo(ExitCodes.Done), import.Error);
        Assert.That((before[0], before[1] == "192.168.1.5"), Is.EqualTo((Answered, false)));
        Assert.That(await AskAsync(Tablet, "nas.home.arpa"), Is.EqualTo("192.168.1.5"));
        Assert.That(async () => await AskAsync(Tablet, "games.example"), Is.EqualTo(Blocked).After(8).Seconds.PollEvery(100), import.Output);
        Assert.That(await AskAsync(Unknown, "games.example"), Is.EqualTo(Answered));
    }

    private async Task<string> AskAsync(string client, string name) => (await Dig.AskAsync(_program.Dns, "+short", "-b", client, name, "A")).Trim();
}
