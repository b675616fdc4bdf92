using System.Globalization;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Joins imported records with those that are there. One name, type and set of groups belongs to one side: to what is there, or, if
/// that is kept in the database and is to be replaced, to what comes.
/// </summary>
internal sealed class RecordMerge(IReadOnlyList<RecordOptions> declared, IReadOnlyList<RecordOptions> stored, bool replace)
{
    private const string Alias = "CNAME";

    private readonly ILookup<string, RecordOptions> _declared = declared.ToLookup(OwnerOf, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, RecordOptions> _stored = stored.ToLookup(OwnerOf, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<RecordOptions> Merge(IReadOnlyList<RecordOptions> imported, List<string> taken, List<string> skipped)
    {
        HashSet<RecordOptions> replaced = new(ReferenceEqualityComparer.Instance);
        List<RecordOptions> added = [];
        HashSet<(string, string, string, string)> known = [];
        foreach (RecordOptions record in imported)
        {
            string owner = OwnerOf(record);
            RecordOptions[] others = [.. _stored[owner].Where(other => Collide(other, record))];
            if (_declared[owner].Any(other => Collide(other, record)))
            {
                skipped.Add($"The record '{record.Name} {record.Type}' is declared in a file and can be changed only there.");
            }
            else if (!known.Add((owner.ToUpperInvariant(), record.Type.ToUpperInvariant(), record.Value, GroupsOf(record))) || (others.Length > 0 && !replace))
            {
                skipped.Add($"The record '{record.Name} {record.Type}' is there already.");
            }
            else
            {
                replaced.UnionWith(others);
                added.Add(record);
            }
        }

        if (added.Count == 0)
        {
            return stored;
        }

        taken.Add(string.Create(CultureInfo.InvariantCulture, $"{added.Count} records{(replaced.Count > 0 ? $", in place of {replaced.Count} that were there" : "")}"));
        return [.. stored.Where(record => !replaced.Contains(record)), .. added];
    }

    private static string OwnerOf(RecordOptions record) => record.Name.TrimEnd('.');

    private static string GroupsOf(RecordOptions record) => string.Join('/', record.Groups.Order(StringComparer.OrdinalIgnoreCase)).ToUpperInvariant();

    // RFC 1034, section 3.6.2: a name with a CNAME record has nothing else.
    private static bool Collide(RecordOptions left, RecordOptions right) =>
        GroupsOf(left) == GroupsOf(right)
        && (Is(left.Type, right.Type) || Is(left.Type, Alias) || Is(right.Type, Alias));

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
