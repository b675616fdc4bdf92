using System.Collections;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Architecture;

/// <summary>The file that people read first must tell the truth: every key there is, with the value that it has anyway.</summary>
internal sealed class AppSettingsTests
{
    private static readonly SettingsCatalog Catalog = ReadCatalog();

    private static readonly LoadedSettings File = SettingsMerge.Merge(
        [JsonSettings.Read(SettingOrigin.ProgramFile, Path.Combine(Repository.Root, SettingsLoader.FileName), [])], []);

    [Test]
    public void AppSettings_AsShipped_HasNoProblem()
    {
        IReadOnlyList<SettingProblem> problems = SettingsCheck.Run(File, Catalog);

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void AppSettings_AsShipped_ShowsEveryKeyWithItsDefault()
    {
        string[] missing =
        [
            .. from section in Catalog.Sections
               from pair in Flatten(section.Name, Activator.CreateInstance(section.OptionsType)!)
               where !File.Values.TryGetValue(pair.Key, out string? value) || !value.Equals(pair.Value, StringComparison.OrdinalIgnoreCase)
               select $"{pair.Key} = {pair.Value}",
        ];

        Assert.That(missing, Is.Empty);
    }

    private static SettingsCatalog ReadCatalog()
    {
        ServiceCollection services = new();
        Program.Composition.AddSlices(services, new ConfigurationBuilder().Build());
        return services.Catalog();
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string key, object? value) => value switch
    {
        null => [KeyValuePair.Create(key, "")],
        TimeSpan span => [KeyValuePair.Create(key, span.ToString("c"))],
        string or ValueType => [KeyValuePair.Create(key, value.ToString()!)],
        IEnumerable list => FlattenList(key, [.. list.Cast<object>()]),
        _ => SettingsShape.Keys(value.GetType()).SelectMany(property => Flatten($"{key}:{property.Name}", property.GetValue(value))),
    };

    private static IEnumerable<KeyValuePair<string, string>> FlattenList(string key, object[] items) =>
        items.Length == 0 ? [KeyValuePair.Create(key, "")] : items.SelectMany((item, index) => Flatten($"{key}:{index}", item));
}
