using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>
/// Parts the files of the host and category models: the last part of each phishing feed from what came before, and a fifth of the
/// registrable domains of benign hosts and of categories.
/// </summary>
internal static class HeldOutHosts
{
    private const double Earlier = 0.8;

    /// <param name="training">Folder that is given the files to train on.</param>
    /// <param name="held">Folder that is given the files to measure on.</param>
    public static void Write(string directory, string training, string held)
    {
        foreach (string file in NameRows.Files)
        {
            File.Copy(Path.Combine(directory, file), Path.Combine(training, file), overwrite: true);
        }

        string[][] phishing = [.. DataFile.Rows(Path.Combine(directory, HostModelTrainer.PhishingFile), leastCells: 3)];
        Dictionary<string, string> from = phishing.GroupBy(cells => cells[1], StringComparer.Ordinal).ToDictionary(feed => feed.Key, FirstHeldDate, StringComparer.Ordinal);
        ILookup<bool, string[]> parts = phishing.ToLookup(cells => string.CompareOrdinal(cells[0], from[cells[1]]) >= 0);
        HashSet<string> trained = [.. parts[false].Select(cells => DomainOf(cells[2]))];
        DataFile.Write(Path.Combine(training, HostModelTrainer.PhishingFile), parts[false]);

        // A later page of a site that was trained on would flatter.
        DataFile.Write(Path.Combine(held, "phishing_held.tsv.gz"), parts[true].Where(cells => !trained.Contains(DomainOf(cells[2]))));
        PartByDomain(directory, HostModelTrainer.BenignFile, 0, training, Path.Combine(held, "benign_fqdn_held.txt.gz"));
        PartByDomain(directory, CategoryModelTrainer.File, 2, training, Path.Combine(held, "categories_held.tsv.gz"));
    }

    private static void PartByDomain(string directory, string file, int column, string training, string held)
    {
        ILookup<bool, string[]> parts = DataFile.Rows(Path.Combine(directory, file), leastCells: column + 1).ToLookup(cells => HeldOutSplit.IsHeld(DomainOf(cells[column])));
        DataFile.Write(Path.Combine(training, file), parts[false]);
        DataFile.Write(held, parts[true]);
    }

    private static string FirstHeldDate(IEnumerable<string[]> feed)
    {
        string[] dates = [.. feed.Select(cells => cells[0]).Order(StringComparer.Ordinal)];
        return dates[(int)(dates.Length * Earlier)];
    }

    private static string DomainOf(string host)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        return DomainNameText.TryParse(host.ToLowerInvariant(), wire, out int length) && PublicSuffixList.Embedded.RegistrableAt(wire[..length], withPrivate: true) is >= 0 and int at
            ? DomainNameText.ToText(wire[at..length])
            : host;
    }
}
