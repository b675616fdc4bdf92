using System.IO.Compression;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>Makes the file of popular names from a list of registered domains in rank order.</summary>
internal static class PopularNamesBuilder
{
    private const string Header = "#popular registered domains in rank order";

    /// <summary>
    /// Reads one name per line (what follows a tab is passed over, as are lines that start with # and names seen before) and writes
    /// at most <see cref="PopularNames.MaxCount"/> names, compressed. The same input gives the same octets.
    /// </summary>
    /// <returns>Number of names written.</returns>
    public static int Build(Stream topDomainsTsv, Stream output)
    {
        using StreamReader reader = new(topDomainsTsv, leaveOpen: true);
        using GZipStream compressed = new(output, CompressionLevel.SmallestSize, leaveOpen: true);
        using StreamWriter writer = new(compressed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine(Header);
        HashSet<string> seen = new(StringComparer.Ordinal);
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        while (seen.Count < PopularNames.MaxCount && reader.ReadLine() is { } line)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            string name = (tab < 0 ? line : line[..tab]).Trim().ToLowerInvariant();
            if (name.Length > 0 && name[0] != '#' && DomainNameText.TryParse(name, wire, out int length) && length > 1 && seen.Add(name))
            {
                writer.WriteLine(name);
            }
        }

        return seen.Count;
    }
}
