using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Makes the three model files from data files; the same data gives the same octets.</summary>
internal static class ModelBuilder
{
    private const string WordsFile = "english_words_7k.txt.gz";

    /// <summary>Benign sources that a trial model does not see, to find thresholds on: those of the model's own sources flatter several times.</summary>
    private static readonly string[] LeftOut = ["newtail2025", "china"];

    private static readonly string[] InsteadLeftOut = ["ut1"];

    /// <summary>Data files without which nothing can be made.</summary>
    public static IEnumerable<string> Needed => [.. NameRows.Files, WordsFile, HostModelTrainer.PhishingFile, HostModelTrainer.BenignFile, CategoryModelTrainer.File];

    /// <param name="isUsed">Whether a family's or source's name is taken; to leave some out for measuring.</param>
    /// <param name="more">Names of this home: registrable domain and whether it is bad.</param>
    public static byte[] Threat(string directory, Func<string, string, bool> isUsed, IEnumerable<(string Domain, bool IsBad)>? more = null)
    {
        NameRows leftOut = NameRows.Read(directory, (group, name) => isUsed(group, name) && LeftOut.Contains(group));
        string[] sources = leftOut.Count > 0 ? LeftOut : InsteadLeftOut;
        leftOut = leftOut.Count > 0 ? leftOut : NameRows.Read(directory, (group, name) => isUsed(group, name) && sources.Contains(group));
        byte[] trial = Threat(directory, (group, name) => isUsed(group, name) && !sources.Contains(group), more, new Dictionary<string, float>(StringComparer.Ordinal));
        Dictionary<string, float> thresholds = ThreatThresholds.Measure(ThreatModel.TryRead(trial, out _)!, leftOut);
        return Threat(directory, isUsed, more, thresholds);
    }

    private static byte[] Threat(string directory, Func<string, string, bool> isUsed, IEnumerable<(string Domain, bool IsBad)>? more, Dictionary<string, float> thresholds)
    {
        string[] words = [.. DataFile.Rows(Path.Combine(directory, WordsFile)).Select(cells => cells[0])];
        NameRows rows = NameRows.Read(directory, isUsed);
        foreach ((string domain, bool isBad) in more ?? [])
        {
            rows.Add(domain, "home", isBad);
        }

        int generated = rows.AreGenerated.Count(isGenerated => isGenerated);
        int benign = rows.Count - generated;
        new MadeFamilies(words).AddTo(rows);
        List<(string Name, byte[] Octets)> sections = new ThreatModelTrainer(rows, Encoding.ASCII.GetBytes(string.Join('\n', words))).Train();
        ModelCard card = new(
            ThreatModel.Kind, ThreatModel.Version, [.. FeatureNames.All.Take(FeatureNames.ModelCount)], Sorted(thresholds), Data(directory, [.. NameRows.Files, WordsFile]),
            new SortedDictionary<string, int>(StringComparer.Ordinal) { ["benign"] = benign, ["generated"] = generated, ["made"] = rows.Count - benign - generated },
            "Tells names that programs generate from names that people chose, by the registrable label alone. A single name carries no block; names that failed together do. Measured with families and sources left out: docs/intelligence.md.");
        return ModelFile.Write(card, sections);
    }

    public static byte[] Host(string directory, Func<string, string, bool> isUsed)
    {
        NameRows rows = NameRows.Read(directory, isUsed);
        ModelCard card = new(
            HostModel.Kind, HostModel.Version, [], new Dictionary<string, float>(), Data(directory, [HostModelTrainer.PhishingFile, HostModelTrainer.BenignFile, NameRows.Files[0]]), new Dictionary<string, int>(),
            "Ranks host names by how much they look like those of phishing pages. Part of the score of a domain; never blocks.");
        return ModelFile.Write(card, HostModelTrainer.Train(directory, rows));
    }

    public static byte[] Category(string directory)
    {
        (string[] names, Dictionary<string, float> thresholds, List<(string Name, byte[] Octets)> sections) = CategoryModelTrainer.Train(directory);
        ModelCard card = new(
            CategoryModel.Kind, CategoryModel.Version, names, Sorted(thresholds), Data(directory, [CategoryModelTrainer.File]), new Dictionary<string, int>(),
            "Guesses what a site is about from the letters of its domain; shown as likely, never used to block. The thresholds are chances at which held-out guesses were right 985 times in 1,000.");
        return ModelFile.Write(card, sections);
    }

    private static SortedDictionary<string, string> Data(string directory, IEnumerable<string> files) =>
        new(files.ToDictionary(file => file, file => DataFile.HashOf(Path.Combine(directory, file)), StringComparer.Ordinal), StringComparer.Ordinal);

    private static SortedDictionary<string, float> Sorted(Dictionary<string, float> values) => new(values, StringComparer.Ordinal);
}
