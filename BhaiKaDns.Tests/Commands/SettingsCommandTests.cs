using BhaiKaDns.Audit;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class SettingsCommandTests
{
    private ProcessUnderTest _process = null!;
    private WebApplication _app = null!;

    private string Kept => _app.Services.GetRequiredService<DataDirectory>().Combine("settings.json");

    [SetUp]
    public async Task StartAsync()
    {
        _process = new ProcessUnderTest();
        _app = _process.Build("--Admin:HostNames:0", "dns.home", "--Cache:ServeStaleFor", "05:00:00");
        await _app.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        _process.Dispose();
    }

    [TestCase("Cache:Capacity", "10000\n")]
    [TestCase("cache:servestalefor", "05:00:00\n")]
    [TestCase("Admin:HostNames", "[\"dns.home\"]\n")]
    [TestCase("Cache", "Cache:Capacity = 10000\n")]
    public async Task Get_KeyOrSection_PrintsWhatIsInForce(string key, string expected)
    {
        int code = await _process.InvokeAsync("settings", "get", key);

        Assert.That((code, _process.Output.ToString().Contains(expected, StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Done, true)), _process.Output.ToString() + _process.Error);
    }

    [Test]
    public async Task Set_GoodValue_IsKeptAndAudited()
    {
        int code = await _process.InvokeAsync("settings", "set", "cache:capacity", "20000");

        IReadOnlyList<AuditEntry> entries = await _app.Services.GetRequiredService<AuditTrail>().ReadAsync(AuditFilter.All, before: null, 1, CancellationToken.None);
        Assert.That((code, _process.Error.ToString()), Is.EqualTo((ExitCodes.Done, "")));
        Assert.That(await File.ReadAllTextAsync(Kept), Does.Contain("\"Capacity\": 20000"));
        Assert.That(entries.Select(entry => (entry.Actor, entry.Action, entry.Subject)), Is.EqualTo(new[] { ("command", "settings.change", "Cache:Capacity") }));
    }

    [TestCase("192.168.0.0/16, 10.0.0.0/8")]
    [TestCase("""["192.168.0.0/16","10.0.0.0/8"]""")]
    public async Task Set_List_TakesCommasAndJson(string value)
    {
        int code = await _process.InvokeAsync("settings", "set", "Dns:AllowedNetworks", value);

        Assert.That((code, _process.Error.ToString()), Is.EqualTo((ExitCodes.Done, "")));
        Assert.That(await File.ReadAllTextAsync(Kept), Does.Contain("192.168.0.0/16").And.Contain("10.0.0.0/8"));
    }

    [TestCase("Cache:Capacity", "7", "Cache:Capacity")]
    [TestCase("Cache:Capacity", "many", "Cache:Capacity")]
    [TestCase("Cache:Capacty", "20000", "There is no setting Cache:Capacty")]
    [TestCase("Dns:AllowedNetworks", "[", "this is not JSON")]
    [TestCase("Cache:ServeStaleFor", "06:00:00", "it is fixed (argument --Cache:ServeStaleFor)")]
    [TestCase("Storage:DataDirectory", "elsewhere", "it is fixed")]
    public async Task Set_WrongOrFixed_ExitsWithTwoSaysWhyAndChangesNothing(string key, string value, string reason)
    {
        int code = await _process.InvokeAsync("settings", "set", key, value);

        Assert.That((code, File.Exists(Kept)), Is.EqualTo((ExitCodes.BadSettings, false)));
        Assert.That(_process.Error.ToString(), Does.Contain(reason));
    }

    [TestCase("get", "Nothing:Here")]
    [TestCase("get")]
    [TestCase("set", "Cache:Capacity")]
    public async Task Invoke_UnknownKeyOrTooFewWords_ExitsWithTwo(params string[] words) =>
        Assert.That(await _process.InvokeAsync(["settings", .. words]), Is.EqualTo(ExitCodes.BadSettings));

    [TestCase("get", "Cache:Capacity")]
    [TestCase("set", "Cache:Capacity", "20000")]
    public async Task Invoke_NothingRuns_ExitsWithOne(params string[] words)
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync(["settings", .. words]);

        Assert.That((code, process.Error.ToString().Contains("No running instance answers", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Unexpected, true)));
    }
}
