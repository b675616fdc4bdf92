using System.Runtime.InteropServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>How likely a symbol follows one or two others in names that people chose; natural logarithms in steps of 1/<see cref="Steps"/>.</summary>
internal sealed class LanguageTables
{
    /// <summary>Steps of the stored logarithms; the least is -128 / 10.</summary>
    public const float Steps = 10;

    public const int BigramCount = Alphabet.Count * Alphabet.Count;
    public const int TrigramCount = BigramCount * Alphabet.Count;

    private readonly sbyte[] _bigrams;
    private readonly sbyte[] _trigrams;

    private LanguageTables(sbyte[] bigrams, sbyte[] trigrams)
    {
        _bigrams = bigrams;
        _trigrams = trigrams;
    }

    /// <summary>Indexed by both symbols; the first counts <see cref="Alphabet.Count"/> times.</summary>
    public ReadOnlySpan<sbyte> Bigrams => _bigrams;

    public ReadOnlySpan<sbyte> Trigrams => _trigrams;

    public static LanguageTables? TryRead(ReadOnlySpan<byte> bigrams, ReadOnlySpan<byte> trigrams) =>
        bigrams.Length == BigramCount && trigrams.Length == TrigramCount
            ? new LanguageTables(MemoryMarshal.Cast<byte, sbyte>(bigrams).ToArray(), MemoryMarshal.Cast<byte, sbyte>(trigrams).ToArray())
            : null;
}
