using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Registrable domains with where they come from: a family of generated names or a source of benign ones.</summary>
internal sealed class NameRows
{
    private const string BenignFile = "benign_train.tsv.gz";
    private const string GeneratedFile = "dga_train.tsv.gz";

    public List<string> Domains { get; } = [];

    /// <summary>Family or source.</summary>
    public List<string> Groups { get; } = [];

    public List<bool> AreGenerated { get; } = [];

    public int Count => Domains.Count;

    /// <summary>Files that <see cref="Read"/> needs.</summary>
    public static IReadOnlyList<string> Files { get; } = [BenignFile, GeneratedFile];

    /// <param name="isUsed">Whether a family's or source's name is taken.</param>
    public static NameRows Read(string directory, Func<string, string, bool> isUsed)
    {
        NameRows rows = new();
        rows.AddFile(Path.Combine(directory, BenignFile), isGenerated: false, isUsed);
        rows.AddFile(Path.Combine(directory, GeneratedFile), isGenerated: true, isUsed);
        return rows;
    }

    public void Add(string domain, string group, bool isGenerated)
    {
        Domains.Add(domain);
        Groups.Add(group);
        AreGenerated.Add(isGenerated);
    }

    /// <summary>Symbols of each label, edges included.</summary>
    public List<byte[]> Symbols()
    {
        List<byte[]> symbols = new(Count);
        foreach (string domain in Domains)
        {
            symbols.Add(SymbolsOf(domain));
        }

        return symbols;
    }

    public static byte[] SymbolsOf(string domain)
    {
        DomainParts parts = DomainParts.OfText(Encoding.Latin1.GetBytes(domain));
        byte[] symbols = new byte[parts.Label.Length + 2];
        _ = Alphabet.Encode(parts.Label, symbols);
        return symbols;
    }

    private void AddFile(string path, bool isGenerated, Func<string, string, bool> isUsed)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string[] cells in DataFile.Rows(path, leastCells: 2))
        {
            if (isUsed(cells[0], cells[1]) && seen.Add(cells[1]))
            {
                Add(cells[1], cells[0], isGenerated);
            }
        }
    }
}
