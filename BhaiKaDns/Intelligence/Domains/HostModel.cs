namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Tells host names of phishing pages from others by n-grams over the whole name. It ranks; on its own it is far from blocking
/// (docs/intelligence.md).
/// </summary>
internal sealed class HostModel
{
    public const string Kind = "host";
    public const int Version = 1;

    private readonly NgramWeights _ngrams;

    private HostModel(ModelFile file, NgramWeights ngrams)
    {
        File = file;
        _ngrams = ngrams;
    }

    public ModelFile File { get; }

    public static HostModel? TryRead(ReadOnlyMemory<byte> octets, out string problem)
    {
        if (ModelFile.TryRead(octets, out problem) is not ModelFile file)
        {
            return null;
        }

        problem = "it is of another kind or version, or a part of it is missing";
        return file.Card is { Kind: Kind, Version: Version } && NgramWeights.TryRead(file.Section("ngrams")) is NgramWeights ngrams
            ? new HostModel(file, ngrams)
            : null;
    }

    /// <summary>Log-odds of a name in lower-case wire form. Allocates nothing.</summary>
    public float Score(ReadOnlySpan<byte> name)
    {
        Span<byte> symbols = stackalloc byte[HostSymbols.MaxLength];
        return _ngrams.Score(symbols[..HostSymbols.OfWire(name, symbols)]);
    }

    /// <summary>Log-odds of a name as people write it.</summary>
    public float ScoreText(ReadOnlySpan<byte> host)
    {
        Span<byte> symbols = stackalloc byte[HostSymbols.MaxLength];
        return _ngrams.Score(symbols[..HostSymbols.OfText(host, symbols)]);
    }
}
