using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Intelligence.Training;
using BhaiKaDns.Intelligence.Typos;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures models and detectors on every file of a folder that it knows.</summary>
internal sealed class Evaluator(ThreatModel threat, HostModel? host, CategoryModel? category)
{
    private const int SpeedNames = 20000;

    private static readonly string[] Endings = [".tsv.gz", ".txt.gz"];

    // The longest name of a kind that fits comes first: "benign_" would take the others' files.
    private static readonly string[] Kinds =
    [
        "benign_fqdn_", "benign_", "dga_", "swarm_windows_", "typo_negatives_", "typos_", "tunnel_windows_", "phishing_", "categories_", "malware_domains_",
    ];

    /// <exception cref="InvalidDataException">A file is not what its name says.</exception>
    public EvaluationReport Run(string directory)
    {
        ILookup<string, string> files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToLookup(KindOf, StringComparer.Ordinal);
        DgaEvaluation names = new(threat, IsPopular);
        Dictionary<string, List<ScoredName>> benign = names.ReadBenign(files["benign_"]);
        TypoCorrector? corrector = files.Contains("typos_") || files.Contains("typo_negatives_") ? new TypoCorrector(PopularNames.Embedded) : null;
        return new EvaluationReport
        {
            Models = [.. new[] { threat.File, host?.File, category?.File }.OfType<ModelFile>().Select(file => new EvaluatedModel(file.Card.Kind, file.Card.Version, file.Length, file.Hash))],
            Seed = Order.Seed,
            Skipped = [.. files[""].Select(file => Path.GetFileName(file))],
            Generated = files.Contains("dga_") && benign.Count > 0 ? [.. names.Measure(files["dga_"], benign)] : null,
            Benign = benign.Count > 0 ? [.. names.Flagged(benign)] : null,
            Swarms = files.Contains("swarm_windows_") ? [.. new SwarmEvaluation(threat).Measure(files["swarm_windows_"])] : null,
            Phishing = files.Contains("phishing_") && host is not null ? [.. new HostEvaluation(host).Measure(files["phishing_"], files["benign_fqdn_"])] : null,
            LookAlikes = files.Contains("phishing_") ? LookAlikes(files["phishing_"], files["benign_fqdn_"]) : null,
            Categories = files.Contains("categories_") && category is not null ? new CategoryEvaluation(category).Measure(files["categories_"]) : null,
            Typos = corrector is null ? null : Together(files["typos_"], file => TypoEvaluation.CountTypos(corrector, file)),
            TypoNegatives = corrector is null ? null : Together(files["typo_negatives_"], file => TypoEvaluation.CountNegatives(corrector, file)),
            TyposOfGenerated = corrector is null ? null : Together(files["dga_"], file => TypoEvaluation.CountNegatives(corrector, file)),
            Tunnels = files.Contains("tunnel_windows_") ? Tunnels(files["tunnel_windows_"]) : null,
            ThreatSets = files.Contains("malware_domains_")
                ? new ThreatSetEvaluation(files["malware_domains_"]).Measure([.. benign.GetValueOrDefault(DgaEvaluation.All, []).Select(name => name.Domain), .. files["benign_fqdn_"].SelectMany(file => DataFile.Rows(file)).Select(cells => cells[0])])
                : null,
            Speed = benign.Count > 0 ? SpeedTrial.Run(threat, [.. benign[DgaEvaluation.All].Take(SpeedNames).Select(name => DataFile.OctetsOf(name.Domain))]) : null,
        };
    }

    /// <summary>Whether the guard of popular names exempts a name.</summary>
    public static bool IsPopular(string name)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        return DomainNameText.TryParse(name.ToLowerInvariant(), wire, out int length)
            && PublicSuffixList.Embedded.RegistrableAt(wire[..length], withPrivate: true) is >= 0 and int at
            && PopularNames.Embedded.RankOf(wire[at..length]) != 0;
    }

    private static string KindOf(string path)
    {
        string name = Path.GetFileName(path);
        return Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            ? Kinds.FirstOrDefault(kind => name.StartsWith(kind, StringComparison.Ordinal)) ?? ""
            : "";
    }

    private static List<LookAlikeResult> LookAlikes(IEnumerable<string> phishing, IEnumerable<string> hosts)
    {
        LookAlikeGuard guard = new(PublicSuffixList.Embedded, PopularNames.Embedded);
        return [.. phishing.Select(file => Of(file, 2, 3)), .. hosts.Select(file => Of(file, 0, -1))];

        LookAlikeResult Of(string path, int column, int brandColumn)
        {
            using FileStream file = File.OpenRead(path);
            return new LookAlikeResult(Path.GetFileName(path), LookAlikeEvaluation.Count(guard, file, column, brandColumn));
        }
    }

    private static List<TypoCounts> Together(IEnumerable<string> paths, Func<Stream, IReadOnlyList<TypoCounts>> count)
    {
        SortedDictionary<string, TypoCounts> kinds = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            using FileStream file = File.OpenRead(path);
            foreach (TypoCounts counts in count(file))
            {
                kinds[counts.Kind] = kinds.TryGetValue(counts.Kind, out TypoCounts? before) ? before.Plus(counts) : counts;
            }
        }

        return [.. kinds.Values];
    }

    private static IReadOnlyList<TunnelResult> Tunnels(IEnumerable<string> paths)
    {
        TunnelEvaluation evaluation = new(TunnelGuardList.Shipped, NaturalLetters.Shipped, name => PublicSuffixList.Embedded.RegistrableAt(name, withPrivate: true));
        foreach (string path in paths)
        {
            using FileStream file = File.OpenRead(path);
            evaluation.Read(file);
        }

        return evaluation.Results();
    }
}
