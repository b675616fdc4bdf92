using System.Diagnostics;
using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures models on every file of a folder that it knows.</summary>
internal sealed class Evaluator(ThreatModel threat, HostModel? host, CategoryModel? category, Func<string, bool> isPopular)
{
    private const int SpeedNames = 20000;
    private const int SpeedRounds = 21;

    private static readonly string[] Endings = [".tsv.gz", ".txt.gz"];

    public EvaluationReport Run(string directory)
    {
        ILookup<string, string> files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToLookup(KindOf, StringComparer.Ordinal);
        DgaEvaluation names = new(threat, isPopular);
        Dictionary<string, List<ScoredName>> benign = names.ReadBenign(files["benign_"]);
        return new EvaluationReport
        {
            Models = [.. new[] { threat.File, host?.File, category?.File }.OfType<ModelFile>().Select(file => new EvaluatedModel(file.Card.Kind, file.Card.Version, file.Length, file.Hash))],
            Skipped = [.. files[""].Select(file => Path.GetFileName(file))],
            Generated = files.Contains("dga_") && benign.Count > 0 ? [.. names.Measure(files["dga_"], benign)] : null,
            Benign = benign.Count > 0 ? [.. names.Flagged(benign)] : null,
            Swarms = files.Contains("swarm_windows_") ? [.. new SwarmEvaluation(threat).Measure(files["swarm_windows_"])] : null,
            Phishing = files.Contains("phishing_") && host is not null ? [.. new HostEvaluation(host).Measure(files["phishing_"], files["benign_fqdn_"])] : null,
            Categories = files.Contains("categories_") && category is not null ? new CategoryEvaluation(category).Measure(files["categories_"]) : null,
            Speed = benign.Count > 0 ? MeasureSpeed([.. benign["all"].Take(SpeedNames).Select(name => Encoding.Latin1.GetBytes(name.Domain))]) : null,
        };
    }

    // The longest name of a kind that fits comes first: "benign_" would take the others' files.
    private static string KindOf(string path)
    {
        string name = Path.GetFileName(path);
        return Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            ? Kinds.FirstOrDefault(kind => name.StartsWith(kind, StringComparison.Ordinal)) ?? ""
            : "";
    }

    private static readonly string[] Kinds =
    [
        "benign_fqdn_", "benign_", "dga_", "swarm_windows_", "typo_negatives_", "typos_", "tunnel_windows_", "phishing_", "categories_", "malware_domains_",
    ];

    private ScoringSpeed MeasureSpeed(byte[][] names)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        List<double> rounds = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        long allocated = 0;
        for (int round = 0; round < SpeedRounds; round++)
        {
            long from = Stopwatch.GetTimestamp();
            before = GC.GetAllocatedBytesForCurrentThread();
            foreach (byte[] name in names)
            {
                _ = threat.Score(DomainParts.OfText(name), features);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            rounds.Add(Stopwatch.GetElapsedTime(from).TotalNanoseconds / names.Length);
        }

        rounds.Sort();
        return new ScoringSpeed(names.Length, rounds[0], rounds[rounds.Count / 2], allocated);
    }
}
