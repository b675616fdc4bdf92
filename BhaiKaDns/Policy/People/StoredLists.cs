using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Policy.People;

/// <summary>Checks list definitions that are kept in the database.</summary>
internal static class StoredLists
{
    private const int MaxNameLength = 64;

    /// <param name="known">Those that were kept before; where they come from is not asked again.</param>
    public static void Check(IReadOnlyList<ListOptions> lists, IReadOnlyList<ListOptions> known, FilteringOptions filtering, ModelCheck check)
    {
        HashSet<string> names = new(filtering.Lists.Select(list => list.Name).Append(ListCatalog.RulesName), StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < lists.Count; index++)
        {
            ListOptions list = lists[index];
            if (string.IsNullOrWhiteSpace(list.Name) || list.Name.Length > MaxNameLength || list.Name.Any(char.IsControl))
            {
                check.Report($"Lists:{index}:Name", $"1 to {MaxNameLength} printable characters are needed.");
            }
            else if (!names.Add(list.Name))
            {
                check.Report($"Lists:{index}:Name", $"'{list.Name}' is used already.");
            }

            if (!ListSource.TryParse(list.Source, out ListSource source, out string? problem))
            {
                check.Report($"Lists:{index}:Source", problem ?? "is no source.");
            }
            else if (source.Kind is ListSourceKind.Web && !known.Contains(list))
            {
                CheckAddress(new Uri(source.Location), $"Lists:{index}:Source", filtering, check);
            }
        }
    }

    // What a name leads to is judged when it is fetched; what is written as an address can be told at once.
    private static void CheckAddress(Uri url, string key, FilteringOptions filtering, ModelCheck check)
    {
        switch (OutboundAddresses.Judge(url))
        {
            case OutboundReach.Never:
                check.Report(key, "nothing is fetched from link-local, multicast or cloud metadata addresses.");
                break;
            case OutboundReach.Private when !filtering.AllowPrivateSources:
                check.Report(key, "this is an address of the home or of this machine; Filtering:AllowPrivateSources in the settings allows those.");
                break;
            default:
                break;
        }
    }
}
