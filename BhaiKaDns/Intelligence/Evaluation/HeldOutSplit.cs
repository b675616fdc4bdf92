using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>
/// Parts training data so that what is measured was not trained on: whole families, whole benign sources, and a fifth of the known
/// families' names. A random split flatters. Writes evaluation files into a folder of their own.
/// </summary>
internal sealed class HeldOutSplit
{
    /// <summary>How many ways there are to part it.</summary>
    public const int Parts = 3;

    private const int SwarmNames = 40;
    private const int BenignSwarms = 5000;

    private static readonly string[][] Sources = [["china", "newtail2025"], ["ut1"], ["alexa2016"]];

    // One of those that join words each time, as there are but three.
    private static readonly string[] OfWords = ["suppobox", "matsnu", "nymaim2"];

    private readonly HashSet<string> _families;
    private readonly string[] _sources;

    public HeldOutSplit(string directory, int part)
    {
        string[] letters = [.. DataFile.Rows(Path.Combine(directory, NameRows.Files[1]), leastCells: 2).Select(cells => cells[0]).Distinct(StringComparer.Ordinal).Except(OfWords, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _families = [.. letters.Where((_, at) => at % Parts == part), OfWords[part]];
        _sources = Sources[part];
        Directory = directory;
    }

    private string Directory { get; }

    /// <summary>Families and sources left out.</summary>
    public IEnumerable<string> LeftOut => _families.Order(StringComparer.Ordinal).Concat(_sources);

    /// <summary>Whether a row of a family or source may be trained on.</summary>
    public bool IsTrained(string group, string domain) => !_families.Contains(group) && !_sources.Contains(group) && !IsHeld(domain);

    /// <summary>Whether a registrable domain is of the fifth that is left out whatever its group.</summary>
    public static bool IsHeld(string domain) => Order.HashOf("held" + domain) % 5 == 0;

    /// <summary>Writes what was left out in the formats of <c>evaluate</c>.</summary>
    public void Write(string folder)
    {
        NameRows held = NameRows.Read(Directory, (group, domain) => !IsTrained(group, domain));
        (string Family, string Domain)[] generated = [.. Rows(held, isGenerated: true).Select(row => (_families.Contains(row.Group) ? row.Group : row.Group + DgaEvaluation.KnownSuffix, row.Domain))];
        (string Source, string Domain)[] benign = [.. Rows(held, isGenerated: false).Where(row => _sources.Contains(row.Group))];
        DataFile.Write(Path.Combine(folder, "dga_held.tsv.gz"), generated.Select(row => (string[])[row.Family, row.Domain]));
        DataFile.Write(Path.Combine(folder, "benign_held.tsv.gz"), benign.Select(row => (string[])[row.Source, row.Domain]));
        DataFile.Write(Path.Combine(folder, "swarm_windows_held.tsv.gz"), Swarms(generated, benign));
    }

    private static IEnumerable<string[]> Swarms((string Family, string Domain)[] generated, (string Source, string Domain)[] benign)
    {
        int number = 0;
        foreach (IGrouping<string, string> family in generated.ToLookup(row => row.Family, row => row.Domain, StringComparer.Ordinal))
        {
            foreach (string names in Windows([.. family], int.MaxValue))
            {
                yield return [$"{number++}", $"dga:{family.Key}", names];
            }
        }

        foreach (string names in Windows([.. benign.Select(row => row.Domain)], BenignSwarms))
        {
            yield return [$"{number++}", "benign", names];
        }
    }

    private static IEnumerable<string> Windows(string[] names, int most)
    {
        int[] order = Order.Shuffled(names.Length, 1);
        for (int window = 0; window < Math.Min(most, names.Length / SwarmNames); window++)
        {
            yield return string.Join(' ', Enumerable.Range(window * SwarmNames, SwarmNames).Select(at => names[order[at]]));
        }
    }

    private static IEnumerable<(string Group, string Domain)> Rows(NameRows rows, bool isGenerated) =>
        Enumerable.Range(0, rows.Count).Where(row => rows.AreGenerated[row] == isGenerated).Select(row => (rows.Groups[row], rows.Domains[row]));
}
