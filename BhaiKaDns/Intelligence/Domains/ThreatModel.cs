namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Tells names that programs generate from names that people chose: n-grams and measures of the label into boosted trees. A score is a
/// log-odds of one name; alone it carries no block (docs/intelligence.md).
/// </summary>
internal sealed class ThreatModel
{
    /// <summary>The <see cref="ModelCard.Kind"/> and <see cref="ModelCard.Version"/> that are read.</summary>
    public const string Kind = "threat";
    public const int Version = 1;

    private readonly FeatureExtractor _extractor;
    private readonly TreeEnsemble _trees;
    private readonly NgramWeights _swarmNgrams;
    private readonly TreeEnsemble _swarmTrees;

    private ThreatModel(ModelFile file, FeatureExtractor extractor, TreeEnsemble trees, NgramWeights ngrams, TreeEnsemble swarmTrees, NgramWeights swarmNgrams, SwarmModel swarm)
    {
        Swarm = swarm;
        File = file;
        _swarmTrees = swarmTrees;
        _swarmNgrams = swarmNgrams;
        _extractor = extractor;
        _trees = trees;
        Ngrams = ngrams;
    }

    public ModelFile File { get; }

    public NgramWeights Ngrams { get; }

    /// <summary>Judges names that failed together.</summary>
    public SwarmModel Swarm { get; }

    /// <summary>The score of a name of which nothing is known.</summary>
    public float Base => _trees.Base;

    /// <param name="problem">Why it is refused, to be read by people.</param>
    public static ThreatModel? TryRead(ReadOnlyMemory<byte> octets, out string problem)
    {
        if (ModelFile.TryRead(octets, out problem) is not ModelFile file)
        {
            return null;
        }

        if (file.Card is not { Kind: Kind, Version: Version } || !file.Card.Features.SequenceEqual(FeatureNames.All.Take(FeatureNames.ModelCount)))
        {
            problem = "it is of another kind or version";
            return null;
        }

        problem = "a part of it is missing or of the wrong size";
        return LanguageTables.TryRead(file.Section("bigrams"), file.Section("trigrams")) is LanguageTables language
            && TopLevelTable.TryRead(file.Section("tlds")) is TopLevelTable topLevels
            && NgramWeights.TryRead(file.Section("ngrams")) is NgramWeights ngrams
            && TreeEnsemble.TryRead(file.Section("trees"), FeatureNames.ModelCount) is TreeEnsemble trees
            && NgramWeights.TryRead(file.Section("swarmngrams")) is NgramWeights swarmNgrams
            && TreeEnsemble.TryRead(file.Section("swarmtrees"), FeatureNames.ModelCount) is TreeEnsemble swarmTrees
            && SwarmModel.TryRead(file.Section("swarm")) is SwarmModel swarm
            ? new ThreatModel(file, new FeatureExtractor(language, WordTable.OfLines(file.Section("words")), topLevels, ngrams), trees, ngrams, swarmTrees, swarmNgrams, swarm)
            : null;
    }

    /// <summary>Measures a name and scores it. Allocates nothing.</summary>
    /// <param name="features"><see cref="FeatureNames.Count"/> places, filled here.</param>
    public float Score(in DomainParts domain, Span<float> features)
    {
        _extractor.Extract(domain, features);
        return _trees.Score(features);
    }

    /// <summary>
    /// Measures a name and scores it as one among others that failed: less sure of a single name, surer of kinds that were never seen.
    /// Allocates nothing.
    /// </summary>
    public SwarmName AmongOthers(in DomainParts domain, Span<float> features)
    {
        _extractor.Extract(domain, features);
        Span<byte> symbols = stackalloc byte[Dns.DomainName.MaxLabelLength + 2];
        features[(int)Feature.Ngrams] = _swarmNgrams.Score(symbols[..Alphabet.Encode(domain.Label, symbols)]);
        return SwarmName.Of(_swarmTrees.Score(features), domain.Suffix, features);
    }

    /// <summary>What each feature added to the score of these features; with <see cref="Base"/> they sum to it.</summary>
    public void Contribute(ReadOnlySpan<float> features, Span<float> contributions) => _trees.Contribute(features, contributions);
}
