using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>People read what is written there on the page: a key without a line would show its bare name.</summary>
internal sealed class SettingMeaningsTests
{
    [Test]
    public void All_EveryKeyAndSectionOfTheCatalogue_HasExactlyOneLine()
    {
        ServiceCollection services = new();
        Program.Composition.AddSlices(services, new ConfigurationBuilder().Build());
        LoadedSettings nothing = SettingsMerge.Merge([], []);

        IEnumerable<string> keys = SettingsDescriber.Describe(nothing, nothing, services.Catalog())
            .SelectMany(section => section.Settings.Select(setting => setting.Key).Prepend(section.Name));

        Assert.That(SettingMeanings.All.Select(line => line.Key), Is.EquivalentTo(keys));
    }
}
