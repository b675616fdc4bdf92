using System.Text.Json;
using BhaiKaDns.Import;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class ImportCommandTests
{
    private ImportFixture _files = null!;

    [SetUp]
    public void SetUp() => _files = new ImportFixture();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCase("AdGuardHome.yaml", ImportSamples.AdGuardHome)]
    [TestCase("blocky.yml", ImportSamples.Blocky)]
    [TestCase("dnsmasq.conf", ImportSamples.Dnsmasq)]
    [TestCase("pihole.toml", ImportSamples.PiHoleToml)]
    public async Task Import_Sample_LeavesSettingsThatAreGood(string name, string text)
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("import", _files.Write(name, text));
        int check = await process.InvokeAsync("check");

        Assert.That((code, check), Is.EqualTo((ExitCodes.Done, ExitCodes.Done)), process.Error.ToString());
        Assert.That(File.Exists(process.SettingsPath), Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Import_WithAndWithoutAnInstance_DoesTheSame(bool isRunning)
    {
        using ProcessUnderTest process = new();
        int code;
        await using (WebApplication app = process.Build())
        {
            if (isRunning)
            {
                await app.StartAsync();
            }

            code = await process.InvokeAsync("import", _files.Write("AdGuardHome.yaml", ImportSamples.AdGuardHome));
        }

        StoredPolicy stored = await process.StoredAsync();
        Assert.That(code, Is.EqualTo(ExitCodes.Done), process.Error.ToString());
        Assert.That((stored.Devices.Count, stored.Lists.Count, stored.Records.Count, stored.Schedules.Count), Is.EqualTo((2, 3, 2, 1)));
        Assert.That(await File.ReadAllTextAsync(process.SettingsPath), Does.Contain("||tracker.example^").And.Not.Contain("Devices"));
        Assert.That(process.Output.ToString(), Does.Contain("In force: ").And.Contain("Takes effect with the next start: "));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Import_Twice_KeepsWhatIsThere(bool isRunning)
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        if (isRunning)
        {
            await app.StartAsync();
        }

        string file = _files.Write("AdGuardHome.yaml", ImportSamples.AdGuardHome);
        await process.InvokeAsync("import", file);
        await process.InvokeAsync("import", file);

        Assert.That(process.Output.ToString(), Does.Contain("The device 'Printer' is there already.").And.Contain("There was nothing to change."));
    }

    [Test]
    public async Task Import_DatabaseIsHeldAndNobodyAnswers_SaysSoAndChangesNothing()
    {
        using ProcessUnderTest process = new();
        await using WebApplication holder = process.Build();
        await holder.Services.GetRequiredService<StateStore>().WriteAsync("test", 1);

        int code = await process.InvokeAsync("import", _files.Write("AdGuardHome.yaml", ImportSamples.AdGuardHome));

        Assert.That((code, File.Exists(process.SettingsPath)), Is.EqualTo((ExitCodes.Unexpected, false)));
        Assert.That(process.Error.ToString(), Does.Contain("cannot be used: an instance that does not answer may hold it").And.Contain("Nothing was changed."));
    }

    [Test]
    public async Task Import_DryRun_ChangesNothing()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("import", _files.Write("hosts", "192.168.1.5 nas.lan\n"), "--dry-run");

        Assert.That((code, Directory.GetFiles(Path.GetDirectoryName(process.SettingsPath)!)), Is.EqualTo((ExitCodes.Done, Array.Empty<string>())));
        Assert.That(process.Output.ToString(), Does.Contain("Would be in force at once: 1 records").And.Contain("Nothing was changed"));
    }

    [TestCase(false, "Failover")]
    [TestCase(true, "Parallel")]
    public async Task Import_SettingThatIsThere_StaysUnlessReplaced(bool replace, string expected)
    {
        using ProcessUnderTest process = new();
        process.WriteSettings("""{ /* mine */ "resolver": { "strategy": "Failover" } }""");
        string file = _files.Write("AdGuardHome.yaml", ImportSamples.AdGuardHome);

        await process.InvokeAsync(replace ? ["import", file, "--replace"] : ["import", file]);

        using JsonDocument settings = JsonDocument.Parse(await File.ReadAllTextAsync(process.SettingsPath));
        Assert.That(settings.RootElement.GetProperty("resolver").GetProperty("strategy").GetString(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Import_RulesThatAreThere_AreKeptBesideTheImported()
    {
        using ProcessUnderTest process = new();
        process.WriteSettings("""{ "Filtering": { "Rules": [ "||mine.example^" ] } }""");

        await process.InvokeAsync("import", _files.Write("AdGuardHome.yaml", ImportSamples.AdGuardHome), "--replace");

        using JsonDocument settings = JsonDocument.Parse(await File.ReadAllTextAsync(process.SettingsPath));
        Assert.That(
            settings.RootElement.GetProperty("Filtering").GetProperty("Rules").EnumerateArray().Select(rule => rule.GetString()),
            Is.EqualTo(new[] { "||mine.example^", "||tracker.example^", "@@||shop.example^" }));
    }

    [Test]
    public async Task Import_ClientsThatAreNetworks_GetNamesThatCanBeKept()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("import", _files.Write("config.yml", "blocking: {denylists: {ads: ['https://lists.example/a.txt']}, clientGroupsBlock: {default: [ads], 192.168.9.0/24: [ads]}}\n"));

        StoredPolicy stored = await process.StoredAsync();
        Assert.That(code, Is.EqualTo(ExitCodes.Done), process.Error.ToString());
        Assert.That((stored.Devices.Single().Name, stored.Devices.Single().Group, stored.Devices.Single().Addresses[0]), Is.EqualTo(("192.168.9.0-24", "192.168.9.0-24", "192.168.9.0/24")));
    }

    [Test]
    public async Task Import_SettingsWouldNotBeAccepted_ChangesNothing()
    {
        using ProcessUnderTest process = new();
        const string before = """{ "Cache": { "Capacity": 5 } }""";
        process.WriteSettings(before);

        int code = await process.InvokeAsync("import", _files.Write("hosts", "192.168.1.5 nas.lan\n"));

        Assert.That((code, await File.ReadAllTextAsync(process.SettingsPath)), Is.EqualTo((ExitCodes.BadSettings, before)));
        Assert.That(process.Error.ToString(), Does.StartWith("Cache:Capacity: "));
    }

    [TestCase("missing")]
    [TestCase("nothing.txt")]
    public async Task Import_NoFileOrNoConfiguration_ExitsWithTwo(string name)
    {
        using ProcessUnderTest process = new();
        _files.Write("nothing.txt", "nothing that is known");

        int code = await process.InvokeAsync("import", Path.Combine(_files.Folder, name));

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
    }
}
