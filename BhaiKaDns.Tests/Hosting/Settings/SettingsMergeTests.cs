using NUnit.Framework;

namespace BhaiKaDns.Hosting.Settings;

internal sealed class SettingsMergeTests
{
    [Test]
    public void Merge_HigherSourceNamesOneElement_TakesTheListWhole()
    {
        SettingsSource file = Source(SettingOrigin.ProgramFile, ("Dns:Listen:0", "0.0.0.0:5353"), ("Dns:Listen:1", "[::]:5353"), ("Dns:Workers", "2"));
        SettingsSource line = Source(SettingOrigin.CommandLine, ("dns:listen:0", "127.0.0.1:5353"));

        LoadedSettings settings = SettingsMerge.Merge([file, line], []);

        Assert.That(settings.Values.Order(KeyOrder), Is.EqualTo(Pairs(("dns:listen:0", "127.0.0.1:5353"), ("Dns:Workers", "2"))));
    }

    [Test]
    public void Merge_ListOfObjects_IsOneList()
    {
        SettingsSource file = Source(
            SettingOrigin.ProgramFile, ("Filtering:Lists:0:Name", "a"), ("Filtering:Lists:1:Name", "b"), ("Filtering:Lists:1:Tags:0", "x"));
        SettingsSource variables = Source(SettingOrigin.Environment, ("Filtering:Lists:0:Source", "c"));

        LoadedSettings settings = SettingsMerge.Merge([file, variables], []);

        Assert.That(settings.Values.Keys, Is.EqualTo(new[] { "Filtering:Lists:0:Source" }));
    }

    [Test]
    public void Merge_EmptyListAbove_DropsTheListBelow()
    {
        SettingsSource file = Source(SettingOrigin.ProgramFile, ("Admin:HostNames:0", "dns.example"));
        SettingsSource data = Source(SettingOrigin.DataFile, ("Admin:HostNames", ""));

        LoadedSettings settings = SettingsMerge.Merge([file, data], []);

        Assert.That(settings.Values, Is.EqualTo(Pairs(("Admin:HostNames", ""))));
    }

    [Test]
    public void Merge_ElementsAboveAnEmptyList_DropTheEmptyList()
    {
        SettingsSource file = Source(SettingOrigin.ProgramFile, ("Admin:HostNames", ""));
        SettingsSource data = Source(SettingOrigin.DataFile, ("Admin:HostNames:0", "dns.example"));

        LoadedSettings settings = SettingsMerge.Merge([file, data], []);

        Assert.That(settings.Values, Is.EqualTo(Pairs(("Admin:HostNames:0", "dns.example"))));
    }

    [Test]
    public void OriginOf_EachSource_IsRemembered()
    {
        SettingsSource file = Source(SettingOrigin.ProgramFile, ("Dns:Workers", "1"), ("Dns:BlockedTtl", "00:00:10"));
        SettingsSource variables = Source(SettingOrigin.Environment, ("Dns:Workers", "2"), ("Dns:Listen:0", "127.0.0.1:53"));

        LoadedSettings settings = SettingsMerge.Merge([file, variables], []);

        Assert.That(
            new[] { settings.OriginOf("Dns:Workers"), settings.OriginOf("Dns:BlockedTtl"), settings.OriginOf("Dns:Listen"), settings.OriginOf("Dns:BlockingMode") },
            Is.EqualTo(new[] { SettingOrigin.Environment, SettingOrigin.ProgramFile, SettingOrigin.Environment, SettingOrigin.Default }));
    }

    [Test]
    public void IsFixed_EnvironmentAndCommandLine_AreAboveThePages()
    {
        SettingsSource file = Source(SettingOrigin.DataFile, ("Dns:Workers", "1"));
        SettingsSource line = Source(SettingOrigin.CommandLine, ("Dns:BlockingMode", "Refused"));

        LoadedSettings settings = SettingsMerge.Merge([file, line], []);

        Assert.That((settings.IsFixed("Dns:Workers"), settings.IsFixed("Dns:BlockingMode")), Is.EqualTo((false, true)));
    }

    private static readonly Comparer<KeyValuePair<string, string>> KeyOrder =
        Comparer<KeyValuePair<string, string>>.Create((left, right) => string.CompareOrdinal(right.Key, left.Key));

    private static SettingsSource Source(SettingOrigin origin, params (string Key, string Value)[] values) =>
        new(origin, origin.ToString(), values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase));

    private static KeyValuePair<string, string>[] Pairs(params (string Key, string Value)[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))];
}
