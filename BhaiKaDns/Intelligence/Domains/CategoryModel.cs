using System.Runtime.InteropServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Guesses what a site is about from the letters of its registrable domain: softmax over hashed n-grams of 3 to 6 symbols. Shown as
/// "likely" where no list knows better; never used to block.
/// </summary>
internal sealed class CategoryModel
{
    public const string Kind = "category";
    public const int Version = 1;
    public const int Shortest = 3;
    public const int Longest = 6;

    private readonly string[] _categories;
    private readonly sbyte[] _weights;
    private readonly float[] _biases;
    private readonly float _scale;
    private readonly float[] _toldFrom;
    private readonly uint _mask;

    private CategoryModel(ModelFile file, string[] categories, float scale, float[] biases, sbyte[] weights)
    {
        File = file;
        _categories = categories;
        _scale = scale;
        _biases = biases;
        _weights = weights;
        _toldFrom = [.. categories.Select(category => file.Card.Thresholds.GetValueOrDefault(category, float.PositiveInfinity))];
        _mask = (uint)(weights.Length / categories.Length) - 1;
    }

    public ModelFile File { get; }

    public IReadOnlyList<string> Categories => _categories;

    public static CategoryModel? TryRead(ReadOnlyMemory<byte> octets, out string problem)
    {
        if (ModelFile.TryRead(octets, out problem) is not ModelFile file)
        {
            return null;
        }

        problem = "it is of another kind or version, or a part of it is missing";
        string[] categories = [.. file.Card.Features];
        ReadOnlySpan<byte> section = file.Section("weights");
        int head = sizeof(float) * (1 + categories.Length);
        int count = section.Length - head;
        if (file.Card is not { Kind: Kind, Version: Version } || categories.Length is 0 or > 255 || count <= 0 || count % categories.Length != 0
            || !System.Numerics.BitOperations.IsPow2(count / categories.Length))
        {
            return null;
        }

        float[] numbers = MemoryMarshal.Cast<byte, float>(section[..head].ToArray()).ToArray();
        return Array.TrueForAll(numbers, float.IsFinite)
            ? new CategoryModel(file, categories, numbers[0], numbers[1..], MemoryMarshal.Cast<byte, sbyte>(section[head..]).ToArray())
            : null;
    }

    /// <summary>The likeliest category and its chance.</summary>
    public (string Category, float Chance) Guess(ReadOnlySpan<byte> domain)
    {
        (int category, float chance) = Best(domain);
        return (_categories[category], chance);
    }

    /// <summary>A guess that is sure enough to be told: each category has a threshold of its own. Null otherwise.</summary>
    public string? Likely(ReadOnlySpan<byte> domain)
    {
        (int category, float chance) = Best(domain);
        return chance >= _toldFrom[category] ? _categories[category] : null;
    }

    private (int Category, float Chance) Best(ReadOnlySpan<byte> domain)
    {
        Span<byte> symbols = stackalloc byte[HostSymbols.MaxLength];
        symbols = symbols[..HostSymbols.OfText(domain, symbols)];
        Span<float> scores = stackalloc float[_categories.Length];
        scores.Clear();
        int count = Add(symbols, scores);
        float scale = _scale / MathF.Sqrt(Math.Max(1, count));
        int best = 0;
        for (int category = 0; category < scores.Length; category++)
        {
            scores[category] = (scores[category] * scale) + _biases[category];
            best = scores[category] > scores[best] ? category : best;
        }

        float sum = 0;
        foreach (float score in scores)
        {
            sum += MathF.Exp(score - scores[best]);
        }

        return (best, 1 / sum);
    }

    private int Add(ReadOnlySpan<byte> symbols, Span<float> scores)
    {
        int count = 0;
        for (int from = 0; from + Shortest <= symbols.Length; from++)
        {
            uint hash = NgramWeights.Begin(symbols[from]);
            for (int at = from + 1; at < Math.Min(symbols.Length, from + Longest); at++)
            {
                hash = NgramWeights.Extend(hash, symbols[at]);
                if (at - from + 1 >= Shortest)
                {
                    ReadOnlySpan<sbyte> weights = _weights.AsSpan((int)(NgramWeights.Bucket(hash) & _mask) * scores.Length, scores.Length);
                    for (int category = 0; category < scores.Length; category++)
                    {
                        scores[category] += weights[category];
                    }

                    count++;
                }
            }
        }

        return count;
    }
}
