using System.IO.Compression;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Counts what the guard flags in files of host names.</summary>
internal static class LookAlikeEvaluation
{
    /// <summary>Judges the column <paramref name="column"/> of a compressed, tab separated file.</summary>
    public static LookAlikeCounts Count(LookAlikeGuard guard, Stream compressed, int column, int brandColumn = -1)
    {
        using GZipStream plain = new(compressed, CompressionMode.Decompress, leaveOpen: true);
        using StreamReader reader = new(plain);
        Dictionary<LookAlikeKind, int> kinds = [];
        byte[] wire = new byte[DomainName.MaxLength];
        int hosts = 0;
        int branded = 0;
        int brandFlagged = 0;
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split('\t');
            if (line.StartsWith('#') || fields.Length <= column || !DomainNameText.TryParse(fields[column].ToLowerInvariant(), wire, out int length))
            {
                continue;
            }

            LookAlike found = guard.Judge(wire.AsSpan(0, length));
            hosts++;
            kinds[found.Kind] = kinds.GetValueOrDefault(found.Kind) + 1;
            string brand = Letters(fields.ElementAtOrDefault(brandColumn) ?? "");
            if (brand.Length > 2)
            {
                branded++;
                brandFlagged += found.IsAny && IsSame(brand, found.Imitated) ? 1 : 0;
            }
        }

        return new LookAlikeCounts(hosts, hosts - kinds.GetValueOrDefault(LookAlikeKind.None), branded, brandFlagged, kinds);
    }

    private static bool IsSame(string brand, string domain)
    {
        string label = Letters(domain[..domain.IndexOf('.', StringComparison.Ordinal)]);
        return brand.Contains(label, StringComparison.Ordinal) || label.Contains(brand, StringComparison.Ordinal) || (brand == "appleid" && label is "icloud");
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

/// <summary>What was counted; brands count where the file names one that has Latin letters.</summary>
internal sealed record LookAlikeCounts(int Hosts, int Flagged, int WithBrand, int BrandFound, IReadOnlyDictionary<LookAlikeKind, int> Kinds);
