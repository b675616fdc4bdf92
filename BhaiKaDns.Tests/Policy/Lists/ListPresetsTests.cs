using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class ListPresetsTests
{
    [Test]
    public void All_EachOne_HasAnIdOfItsOwnAndAnAddress()
    {
        Assert.That(ListPresets.All.Select(preset => preset.Id), Is.Unique);
        Assert.That(ListPresets.All.Where(preset => !Uri.TryCreate(preset.Url, UriKind.Absolute, out Uri? url) || url.Scheme != "https"), Is.Empty);
    }

    [TestCase(ListLevel.Light, "stevenblack")]
    [TestCase(ListLevel.Balanced, "adguard-dns hagezi-threat-mini urlhaus-filter")]
    [TestCase(ListLevel.Strict, "hagezi-pro hagezi-threat-medium phishing-filter hagezi-new-7")]
    [TestCase(ListLevel.Family, "adguard-dns hagezi-threat-mini urlhaus-filter oisd-nsfw blp-gambling")]
    public void Of_Level_GivesItsLists(ListLevel level, string expected)
    {
        string ids = string.Join(' ', ListPresets.Of(level).Select(preset => preset.Id));

        Assert.That(ids, Is.EqualTo(expected));
    }

    [Test]
    public void TryParse_Preset_IsItsAddress()
    {
        bool isGood = ListSource.TryParse("preset:StevenBlack", out ListSource source, out _);

        Assert.That((isGood, source.Kind, source.Location), Is.EqualTo((true, ListSourceKind.Web, "https://raw.githubusercontent.com/StevenBlack/hosts/master/hosts")));
    }

    [TestCase("preset:nothing", "There is no preset 'nothing'")]
    [TestCase("preset:hagezi-new-7", "is a signal")]
    public void TryParse_NoPresetToBlockBy_SaysWhy(string source, string expected)
    {
        bool isGood = ListSource.TryParse(source, out _, out string? problem);

        Assert.That((isGood, problem), Is.EqualTo((false, problem)));
        Assert.That(problem, Does.Contain(expected));
    }

    [Test]
    public void Define_PresetOfThreats_IsAThreatList()
    {
        using PolicyHome home = new(PolicyHome.OneList("preset:urlhaus-filter"));

        Assert.That(home.Store.Lists.Single().Kind, Is.EqualTo(ListKind.Threat));
    }
}
