using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class ListsCommandTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Lists_WithAndWithoutAnInstance_ShowsThem(bool isRunning)
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        if (isRunning)
        {
            await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Policy.PolicyStore>(app.Services).LoadAsync(CancellationToken.None);
            await app.StartAsync();
        }

        int code = await process.InvokeAsync("lists");

        Assert.That((code, process.Output.ToString().Contains("starter (block): in force", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Done, true)), process.Output.ToString());
    }

    [Test]
    public async Task Presets_Always_ShowsLicencesAndLevels()
    {
        using ProcessUnderTest process = new();

        int code = await process.InvokeAsync("lists", "presets");

        Assert.That(code, Is.EqualTo(ExitCodes.Done));
        Assert.That(process.Output.ToString(), Does.Contain("preset:stevenblack  StevenBlack unified (MIT, light)").And.Contain("CC BY-NC 4.0, non-commercial"));
    }

    [TestCase("starter", ExitCodes.Done)]
    [TestCase("nothing", ExitCodes.BadSettings)]
    public async Task Refresh_NamedList_IsAskedFor(string name, int expected)
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Policy.PolicyStore>(app.Services).LoadAsync(CancellationToken.None);
        await app.StartAsync();

        Assert.That(await process.InvokeAsync("lists", "refresh", name), Is.EqualTo(expected));
    }

    [Test]
    public async Task Refresh_NothingRuns_ExitsWithOne()
    {
        using ProcessUnderTest process = new();

        Assert.That(await process.InvokeAsync("lists", "refresh"), Is.EqualTo(ExitCodes.Unexpected));
    }
}
