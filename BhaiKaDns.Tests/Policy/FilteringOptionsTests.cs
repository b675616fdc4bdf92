using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

[TestFixture]
internal sealed class FilteringOptionsTests
{
    [Test]
    public void Bind_NothingSet_UsesTheStarterList()
    {
        FilteringOptions options = Bind([]);

        Assert.That(options.Lists.Single().Source, Is.EqualTo("builtin:starter"));
    }

    [Test]
    public void Bind_ListsSet_ReplacesTheDefaultWhole()
    {
        FilteringOptions options = Bind(new() { ["Filtering:Lists:0:Name"] = "own", ["Filtering:Lists:0:Source"] = "own.txt" });

        Assert.That(options.Lists.Single().Name, Is.EqualTo("own"));
    }

    [TestCase("Filtering:Rules:0", "com", "Filtering:Rules:0")]
    [TestCase("Filtering:Rules:0", "||a.example^$dnstype=B", "Filtering:Rules:0")]
    [TestCase("Filtering:Lists:0:Source", "ftp://a.example/list", "Filtering:Lists:0:Source")]
    [TestCase("Filtering:Lists:0:Source", "builtin:nothing", "Filtering:Lists:0:Source")]
    [TestCase("Filtering:Lists:0:Name", "rules", "Filtering:Lists:0:Name")]
    [TestCase("Filtering:UpdateInterval", "00:00:00", "UpdateInterval")]
    [TestCase("Filtering:MaxListBytes", "1", "MaxListBytes")]
    public void Validate_BadValue_NamesItsKey(string key, string value, string expected)
    {
        Dictionary<string, string?> settings = new() { ["Filtering:Lists:0:Name"] = "own", ["Filtering:Lists:0:Source"] = "own.txt" };
        settings[key] = value;

        OptionsValidationException? problem = Assert.Throws<OptionsValidationException>(() => Bind(settings));

        Assert.That(problem!.Message, Does.Contain(expected));
    }

    private static FilteringOptions Bind(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using ServiceProvider services = new ServiceCollection().AddPolicy(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<FilteringOptions>>().Value;
    }
}
