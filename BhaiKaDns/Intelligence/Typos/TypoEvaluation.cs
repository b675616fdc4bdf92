using System.IO.Compression;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Typos;

/// <summary>Measures a corrector on files of typos and of names that must not be corrected.</summary>
internal static class TypoEvaluation
{
    /// <summary>Columns typed, intended, kind, rank; compressed, tab separated. The total has the kind "all".</summary>
    public static IReadOnlyList<TypoCounts> CountTypos(TypoCorrector corrector, Stream compressed)
    {
        SortedDictionary<string, TypoCounts> kinds = new(StringComparer.Ordinal);
        byte[] wire = new byte[DomainName.MaxLength];
        foreach (string[] fields in Rows(compressed))
        {
            if (fields.Length < 3 || !DomainNameText.TryParse(fields[0].ToLowerInvariant(), wire, out int length))
            {
                continue;
            }

            TypoSuggestion best = corrector.Best(wire.AsSpan(0, length));
            bool isRight = best.IsAny && DomainNameText.ToText(corrector.Names[best.Index]) == fields[1];
            bool isMade = best.IsAny && TypoCorrector.IsCertain(best);
            Add(kinds, fields[2], new TypoCounts("", 1, isMade ? 1 : 0, isMade && isRight ? 1 : 0, isRight ? 1 : 0));
        }

        return [.. kinds.Values];
    }

    /// <summary>Columns kind and domain, or the domain alone; every correction is a false one.</summary>
    public static IReadOnlyList<TypoCounts> CountNegatives(TypoCorrector corrector, Stream compressed)
    {
        SortedDictionary<string, TypoCounts> kinds = new(StringComparer.Ordinal);
        byte[] wire = new byte[DomainName.MaxLength];
        foreach (string[] fields in Rows(compressed))
        {
            if (DomainNameText.TryParse(fields[^1].ToLowerInvariant(), wire, out int length))
            {
                bool isMade = corrector.Suggest(wire.AsSpan(0, length)).IsAny;
                Add(kinds, fields.Length > 1 ? fields[0] : "existing", new TypoCounts("", 1, isMade ? 1 : 0, 0, 0));
            }
        }

        return [.. kinds.Values];
    }

    private static IEnumerable<string[]> Rows(Stream compressed)
    {
        using GZipStream plain = new(compressed, CompressionMode.Decompress, leaveOpen: true);
        using StreamReader reader = new(plain);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    private static void Add(SortedDictionary<string, TypoCounts> kinds, string kind, TypoCounts counts)
    {
        kinds[kind] = kinds.GetValueOrDefault(kind, new TypoCounts(kind, 0, 0, 0, 0)).Plus(counts);
        kinds["all"] = kinds.GetValueOrDefault("all", new TypoCounts("all", 0, 0, 0, 0)).Plus(counts);
    }
}

/// <summary>Names of one kind: how many, how many were corrected, and how many of those rightly.</summary>
/// <param name="AlwaysRight">Right if the best candidate were always given.</param>
internal sealed record TypoCounts(string Kind, int Names, int Corrected, int Right, int AlwaysRight)
{
    public double Coverage => Names == 0 ? 0 : (double)Right / Names;

    public double Precision => Corrected == 0 ? 1 : (double)Right / Corrected;

    public TypoCounts Plus(TypoCounts other)
        => new(Kind, Names + other.Names, Corrected + other.Corrected, Right + other.Right, AlwaysRight + other.AlwaysRight);
}
