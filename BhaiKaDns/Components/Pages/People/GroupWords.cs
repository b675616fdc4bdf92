using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>What a group means, in plain words.</summary>
internal static class GroupWords
{
    private const int NamesShown = 4;

    /// <summary>The whole group in one sentence.</summary>
    public static string Sentence(this Texts texts, GroupOptions group)
    {
        List<string> parts = [texts.Lists(group)];
        if (group.BlockedServices.Count > 0)
        {
            parts.Add(texts["{0} blocked as a whole", texts.Services(group)]);
        }

        if (group.SafeSearch.Count > 0)
        {
            parts.Add(texts["safe search on"]);
        }

        if (group.YouTube is not YouTubeMode.Off)
        {
            parts.Add(texts["YouTube restricted"]);
        }

        if (group.Rules.Count > 0)
        {
            parts.Add(group.Rules.Count == 1 ? texts["one rule of its own"] : texts["{0} rules of its own", group.Rules.Count]);
        }

        return DisplayText.Sentence(string.Join(", ", parts)) + ".";
    }

    public static string Lists(this Texts texts, GroupOptions group) =>
        group.Lists.Contains(GroupOptions.All) ? texts["all lists"] : group.Lists.Count == 0 ? texts["no list"] : Some(texts, group.Lists);

    public static string Services(this Texts texts, GroupOptions group) =>
        group.BlockedServices.Count == 0 ? texts["none"] : Some(texts, [.. group.BlockedServices.Select(id => ServiceCatalog.Find(id)?.Name ?? id)]);

    public static string SafeSearch(this Texts texts, GroupOptions group)
    {
        string engines = group.SafeSearch.Contains(GroupOptions.All) ? texts["all search engines"] : group.SafeSearch.Count == 0 ? texts["off"] : Some(texts, group.SafeSearch);
        return group.YouTube is YouTubeMode.Off ? engines : $"{engines}; {texts["YouTube"]}: {texts.YouTube(group.YouTube)}";
    }

    public static string YouTube(this Texts texts, YouTubeMode mode) => texts[mode switch
    {
        YouTubeMode.Moderate => "moderate",
        YouTubeMode.Strict => "strict",
        _ => "not restricted",
    }];

    /// <param name="mode">Null for what the settings of the home say.</param>
    public static string Blocking(this Texts texts, BlockingMode? mode) => texts[mode switch
    {
        BlockingMode.NullAddress => "an address that leads nowhere (0.0.0.0 and ::)",
        BlockingMode.NxDomain => "there is no such name",
        BlockingMode.NoData => "the name has no address",
        BlockingMode.Refused => "refused",
        BlockingMode.Custom => "addresses of my own, such as this server's for the block page",
        _ => "as the whole home",
    }];

    /// <param name="level">Null for what the settings of the home say.</param>
    public static string Privacy(this Texts texts, PrivacyLevel? level) => texts[level switch
    {
        PrivacyLevel.Full => "everything is kept",
        PrivacyLevel.NoClients => "names are kept, not who asked",
        PrivacyLevel.NoDomains => "neither names nor who asked",
        PrivacyLevel.CountsOnly => "only numbers",
        _ => "as the whole home",
    }];

    private static string Some(Texts texts, IReadOnlyList<string> names)
    {
        string shown = string.Join(", ", names.Take(NamesShown).Select(DisplayText.Line));
        return names.Count > NamesShown ? texts["{0} and {1} more", shown, names.Count - NamesShown] : shown;
    }
}
