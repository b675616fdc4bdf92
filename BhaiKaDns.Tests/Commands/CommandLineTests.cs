using BhaiKaDns.Api;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy.BlockedServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class CommandLineTests
{
    [Test]
    public async Task Check_GoodSettings_ExitsWithZero()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("check");

        Assert.That(code, Is.EqualTo(ExitCodes.Done));
    }

    [Test]
    public async Task Check_TwoMistakes_PrintsBothAndExitsWithTwo()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("check", "--Dns:Listn:0", "x", "--Dns:Workers=many");

        string[] lines = process.Error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That((code, lines.Length), Is.EqualTo((ExitCodes.BadSettings, 2)));
    }

    [Test]
    public async Task Run_BadSettings_ExitsWithTwo()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("run", "--Dns:Workers=many");

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
    }

    [TestCase("nonsense")]
    [TestCase("why")]
    [TestCase("status", "--nonsense")]
    public async Task Invoke_UnknownArguments_ExitsWithTwo(params string[] arguments)
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync(arguments);

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
    }

    [Test]
    public async Task Status_NothingRuns_ExitsWithOne()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("status");

        Assert.That(code, Is.EqualTo(ExitCodes.Unexpected));
    }

    [Test]
    public async Task Health_NothingListens_ExitsWithOne()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("health");

        Assert.That(code, Is.EqualTo(ExitCodes.Unexpected));
    }

    [Test]
    public async Task Status_InstanceRuns_ShowsItsParts()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        await app.StartAsync();

        int code = await process.InvokeAsync("status");

        Assert.That((code, process.Output.ToString().Contains("data-directory: ok", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Done, true)));
    }

    [TestCase("tiktok                  social      TikTok")]
    [TestCase("\"id\": \"tiktok\"", "--json")]
    public async Task Services_AnyForm_ListsThem(string expected, params string[] arguments)
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync(["services", .. arguments]);

        Assert.That(code, Is.EqualTo(ExitCodes.Done));
        Assert.That(process.Output.ToString(), Does.Contain(expected));
    }

    [Test]
    public async Task Check_BadRecordAndUnknownService_NamesBothKeys()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync(
            "check", "--Policy:Records:0:Name", "nas.lan", "--Policy:Records:0:Value", "10.1", "--Policy:Groups:0:Name", "kids", "--Policy:Groups:0:BlockedServices:0", "tictok");

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(process.Error.ToString(), Does.Contain("Policy:Records:0:Value").And.Contain("did you mean 'tiktok'?"));
    }

    [Test]
    public async Task Services_OfARunningInstance_AreTheSame()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        await app.StartAsync();
        using RunningInstance instance = new(app.Services.GetRequiredService<Hosting.DataDirectory>());

        Page<ServiceReport>? services = await instance.TryGetAsync("services?limit=500", ApiJson.Default.PageServiceReport, CancellationToken.None);

        Assert.That(services?.Items, Is.EqualTo(ServiceCatalog.All.Select(service => new ServiceReport(service.Id, service.Name, service.Category))));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Why_WithAndWithoutAnInstance_AnswersInTheSameShape(bool isRunning)
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        if (isRunning)
        {
            await app.StartAsync();
        }

        int code = await process.InvokeAsync("why", "example.com", "--type", "AAAA", "--client", "192.168.1.5", "--json");

        Assert.That((code, process.Output.ToString().Contains("\"type\": \"AAAA\"", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Done, true)));
    }

    [Test]
    public async Task Run_AnotherInstanceOnTheSameData_ExitsWithThree()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        await app.StartAsync();

        int code = await process.InvokeAsync("run");

        Assert.That(code, Is.EqualTo(ExitCodes.AddressTaken));
    }
}
