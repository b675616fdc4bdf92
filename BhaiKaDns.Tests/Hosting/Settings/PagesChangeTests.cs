using System.Text.Json;
using BhaiKaDns.Caching;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Settings;

internal sealed class PagesChangeTests
{
    private static readonly SettingsCatalog Catalog = MakeCatalog();

    [Test]
    public void Apply_ValueThatIsThereAnyway_IsNotKept()
    {
        IReadOnlyDictionary<string, string> kept = Apply("""{"Cache":{"Capacity":10000,"MinTtl":"0:0:0","Prefetch":true}}""");

        Assert.That(kept, Is.Empty);
    }

    [Test]
    public void Apply_ValueThatDiffers_IsKeptAlone()
    {
        IReadOnlyDictionary<string, string> kept = Apply("""{"Cache":{"Capacity":20000,"Prefetch":true}}""");

        Assert.That(kept, Is.EqualTo(new Dictionary<string, string> { ["Cache:Capacity"] = "20000" }));
    }

    [Test]
    public void Apply_KeyThatTheSectionLeavesOut_GoesBack()
    {
        IReadOnlyDictionary<string, string> kept = Apply("""{"Cache":{}}""", new() { ["Cache:Capacity"] = "20000", ["Resolver:Attempts"] = "2" });

        Assert.That(kept.Keys, Is.EqualTo(new[] { "Resolver:Attempts" }));
    }

    [Test]
    public void Apply_EmptyList_IsKeptAsOne()
    {
        IReadOnlyDictionary<string, string> kept = Apply("""{"Resolver":{"Fallback":[],"Upstreams":["9.9.9.9"]}}""");

        Assert.That(kept, Is.EqualTo(new Dictionary<string, string> { ["Resolver:Upstreams:0"] = "9.9.9.9" }));
    }

    [Test]
    public void Apply_FixedKeyWithAnotherValue_IsAProblem()
    {
        List<SettingProblem> problems = [];
        SettingsSource line = new(SettingOrigin.CommandLine, "command line", new Dictionary<string, string> { ["Cache:Capacity"] = "5000" });

        _ = PagesChange.Apply(
            new Dictionary<string, string>(), SettingsMerge.Merge([line], []), JsonSerializer.Deserialize<JsonElement>("""{"Cache":{"Capacity":6000}}"""), Catalog, problems);

        Assert.That(problems.Select(problem => problem.ToString()), Is.EqualTo(new[] { "Cache:Capacity: cannot be changed here, it is fixed (argument --Cache:Capacity)" }));
    }

    [Test]
    public void Write_ThenRead_GivesTheSameInTypesThatPeopleWrite()
    {
        using TemporaryFolder folder = new();
        DataDirectory directory = new(folder.Path);
        Dictionary<string, string> values = new() { ["Cache:Capacity"] = "20000", ["Cache:Prefetch"] = "false", ["Resolver:Fallback"] = "" };
        foreach (int index in Enumerable.Range(0, 12))
        {
            values[$"Resolver:Upstreams:{index}"] = $"192.0.2.{index}";
        }

        PagesSettings.Write(PagesSettings.Of(directory, values), Catalog);

        Assert.That(
            (PagesSettings.Read(directory, []).Values, File.ReadAllText(directory.Combine(PagesSettings.FileName)).Contains("\"Capacity\": 20000", StringComparison.Ordinal)),
            Is.EqualTo((values, true)));
    }

    private static IReadOnlyDictionary<string, string> Apply(string sections, Dictionary<string, string>? kept = null)
    {
        List<SettingProblem> problems = [];
        IReadOnlyDictionary<string, string> result = PagesChange.Apply(kept ?? [], SettingsMerge.Merge([], []), JsonSerializer.Deserialize<JsonElement>(sections), Catalog, problems);
        Assert.That(problems, Is.Empty);
        return result;
    }

    private static SettingsCatalog MakeCatalog()
    {
        ServiceCollection services = new();
        IConfigurationRoot nothing = new ConfigurationBuilder().Build();
        services.AddSection<CacheOptions, CacheOptionsValidator>(nothing, CacheOptions.Section);
        services.AddSection<ResolverOptions, ResolverOptionsValidator>(nothing, ResolverOptions.Section);
        return services.Catalog();
    }
}
