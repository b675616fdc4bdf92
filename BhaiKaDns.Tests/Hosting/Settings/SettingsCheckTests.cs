using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Settings;

internal sealed class SettingsCheckTests
{
    [Test]
    public void Run_NothingSet_FindsNothing()
    {
        IReadOnlyList<string> problems = Check();

        Assert.That(problems, Is.Empty);
    }

    [TestCase("Dns:Listn:0", "127.0.0.1:53", "Dns:Listn:0: Listn is not known in this version; did you mean Listen? (argument --Dns:Listn:0)")]
    [TestCase("Alerts:Channels:0", "x", "Alerts:Channels:0: Alerts is not known in this version (argument --Alerts:Channels:0)")]
    [TestCase("Dsn:Workers", "1", "Dsn:Workers: Dsn is not known in this version; did you mean Dns? (argument --Dsn:Workers)")]
    [TestCase("Dns:Workers", "many", "Dns:Workers: 'many' cannot be used, expected a whole number (argument --Dns:Workers)")]
    [TestCase("Dns:Workers", "65", "Dns:Workers: '65' cannot be used, it must be between 0 and 64 (argument --Dns:Workers)")]
    [TestCase("dns:workers", "-1", "Dns:Workers: '-1' cannot be used, it must be between 0 and 64 (argument --Dns:Workers)")]
    [TestCase("Dns:BlockedTtl", "10", "Dns:BlockedTtl: '10' cannot be used, expected a span of time such as 00:00:10 (ten seconds) or 1.00:00:00 (a day) (argument --Dns:BlockedTtl)")]
    [TestCase("Dns:BlockedTtl", "2.00:00:00", "Dns:BlockedTtl: '2.00:00:00' cannot be used, it must be between 00:00:00 and 1.00:00:00 (argument --Dns:BlockedTtl)")]
    [TestCase("Dns:BlockingMode", "Nothing", "Dns:BlockingMode: 'Nothing' cannot be used, expected one of NullAddress, NxDomain, NoData, Refused, Custom (argument --Dns:BlockingMode)")]
    [TestCase("Dns:BlockingMode", "1", "Dns:BlockingMode: '1' cannot be used, expected one of NullAddress, NxDomain, NoData, Refused, Custom (argument --Dns:BlockingMode)")]
    [TestCase("Dns:BlockingMode", "Custom", "Dns:CustomAddresses: needs at least one address while BlockingMode is Custom")]
    [TestCase("Dns:AnswerChaosQueries", "yes", "Dns:AnswerChaosQueries: 'yes' cannot be used, expected true or false (argument --Dns:AnswerChaosQueries)")]
    [TestCase("Dns:Listen:0", "127.0.0.1", "Dns:Listen: '127.0.0.1' is not an address with a port: write 127.0.0.1:5353 or [::1]:5353 (argument --Dns:Listen)")]
    [TestCase("Dns:Listen", "127.0.0.1:53", "Dns:Listen: is a list, write its first element as Dns:Listen:0 (argument --Dns:Listen)")]
    [TestCase("Dns:Listen", "", "Dns:Listen: '' cannot be used, it needs at least one address (argument --Dns:Listen)")]
    [TestCase("Dns:Listen:first", "127.0.0.1:53", "Dns:Listen:first: is a list, 'first' must be the number of an element (argument --Dns:Listen:first)")]
    [TestCase("Dns", "on", "Dns: is a group of keys and takes no value itself (argument --Dns)")]
    [TestCase("Dns:AllowedNetworks:0", "10.0.0.0/33", "Dns:AllowedNetworks: '10.0.0.0/33' is not a network: write 192.168.0.0/16, fd00::/8, private or any (argument --Dns:AllowedNetworks)")]
    [TestCase("Admin:Listen:0", "ftp://x", "Admin:Listen: 'ftp://x' is not a URL to listen on: write http://0.0.0.0:8080 or http://localhost:8080 (argument --Admin:Listen)")]
    [TestCase("Sample:Items:0:Size", "9", "Sample:Items:0:Size: '9' cannot be used, it must be between 1 and 5 (argument --Sample:Items:0:Size)")]
    [TestCase("Sample:Items:0:Sise", "3", "Sample:Items:0:Sise: Sise is not known in this version; did you mean Size? (argument --Sample:Items:0:Sise)")]
    public void Run_OneMistake_IsNamedWithKeyValueAndWhatIsExpected(string key, string value, string expected)
    {
        IReadOnlyList<string> problems = Check((key, value));

        Assert.That(problems, Is.EqualTo(new[] { expected }).IgnoreCase);
    }

    [Test]
    public void Run_SeveralMistakes_AreAllFound()
    {
        IReadOnlyList<string> problems = Check(("Dns:Workers", "x"), ("Dns:Colour", "red"), ("Admin:Listen:0", "y"), ("Moon:Phase", "full"));

        Assert.That(problems, Has.Count.EqualTo(4));
    }

    [Test]
    public void Run_LoggingSection_IsAccepted()
    {
        IReadOnlyList<string> problems = Check(("Logging:LogLevel:Default", "Debug"));

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void AddSection_ListNamed_ReplacesTheDefaultList()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Dns:Listen:0", "127.0.0.1:53")]).Build();
        using ServiceProvider services = new ServiceCollection().AddLogging().AddHosting(configuration).BuildServiceProvider();

        DnsOptions options = services.GetRequiredService<IOptions<DnsOptions>>().Value;

        Assert.That(options.Listen, Is.EqualTo(new[] { "127.0.0.1:53" }));
    }

    [Test]
    public void AddSection_EmptyListNamed_ReplacesTheDefaultList()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Dns:AllowedNetworks", "")]).Build();
        using ServiceProvider services = new ServiceCollection().AddLogging().AddHosting(configuration).BuildServiceProvider();

        DnsOptions options = services.GetRequiredService<IOptions<DnsOptions>>().Value;

        Assert.That(options.AllowedNetworks, Is.Empty);
    }

    private static string[] Check(params (string Key, string Value)[] values)
    {
        ServiceCollection services = new();
        IConfiguration none = new ConfigurationBuilder().Build();
        services.AddHosting(none).AddSection<SampleOptions, SampleOptionsValidator>(none, SampleOptions.Section);
        SettingsSource source = new(
            SettingOrigin.CommandLine, "command line", values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase));
        return [.. SettingsCheck.Run(SettingsMerge.Merge([source], []), services.Catalog()).Select(problem => problem.ToString())];
    }
}

internal sealed class SampleOptions
{
    public const string Section = "Sample";

    [ValidateEnumeratedItems]
    public IReadOnlyList<SampleItem> Items { get; init; } = [];
}

internal sealed class SampleItem
{
    [System.ComponentModel.DataAnnotations.Range(1, 5)]
    public int Size { get; init; } = 1;
}

[OptionsValidator]
internal sealed partial class SampleOptionsValidator : IValidateOptions<SampleOptions>;
