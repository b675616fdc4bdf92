using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Files of names for training and measuring: gzip, UTF-8, tab separated, a first line with <c>#</c> that names the columns.</summary>
internal static class DataFile
{
    /// <summary>A line that is longer is no row of ours.</summary>
    private const int MaxLineLength = 64 * 1024;

    /// <summary>The rows, cells of which are split at tabs. Rows with fewer cells than asked for are left out.</summary>
    public static IEnumerable<string[]> Rows(string path, int leastCells = 1)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        while (reader.ReadLine() is string line)
        {
            if (line.Length is 0 or > MaxLineLength || line[0] == '#')
            {
                continue;
            }

            string[] cells = line.Split('\t');
            if (cells.Length >= leastCells)
            {
                yield return cells;
            }
        }
    }

    public static void Write(string path, IEnumerable<string[]> rows)
    {
        using StreamWriter writer = new(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        writer.Write("# parted from a larger file\n");
        foreach (string[] cells in rows)
        {
            writer.Write(string.Join('\t', cells) + "\n");
        }
    }

    /// <summary>A name of a row as models take it: in lower case, no longer than a name can be.</summary>
    public static byte[] OctetsOf(string name)
    {
        byte[] octets = Encoding.Latin1.GetBytes(name.ToLowerInvariant());
        return octets.Length <= DomainName.MaxLength - 2 ? octets : octets[..(DomainName.MaxLength - 2)];
    }

    public static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
