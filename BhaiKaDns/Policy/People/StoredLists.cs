using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Policy.People;

/// <summary>Checks list definitions that are kept in the database.</summary>
internal static class StoredLists
{
    private const int MaxNameLength = 64;

    public static void Check(IReadOnlyList<ListOptions> lists, IReadOnlyList<ListOptions> declared, ModelCheck check)
    {
        HashSet<string> names = new(declared.Select(list => list.Name).Append(ListCatalog.RulesName), StringComparer.OrdinalIgnoreCase);
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

            if (!ListSource.TryParse(list.Source, out _, out string? problem))
            {
                check.Report($"Lists:{index}:Source", problem ?? "is no source.");
            }
        }
    }
}
