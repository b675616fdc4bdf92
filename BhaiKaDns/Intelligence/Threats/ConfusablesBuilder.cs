using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Makes the small table of confusable characters from <c>confusables.txt</c> of UTS 39.</summary>
internal static class ConfusablesBuilder
{
    /// <summary>Keeps what lies outside ASCII and looks like at most three letters or digits; one <c>hex TAB letters</c> per line, compressed.</summary>
    /// <returns>Number of characters written.</returns>
    public static int Build(Stream confusables, Stream output)
    {
        SortedDictionary<int, string> kept = [];
        using StreamReader reader = new(confusables, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 3 || fields[0].Length == 0 || fields[0][0] == '#' || !TryHex(fields[0], out int from) || from < 0x80)
            {
                continue;
            }

            string target = string.Concat(fields[1].Split(' ').Select(part => TryHex(part, out int to) && to < 0x80 ? (char)to : '?')).ToLowerInvariant();
            if (target.Length <= 3 && target.All(char.IsAsciiLetterOrDigit))
            {
                kept[from] = target;
            }
        }

        using GZipStream compressed = new(output, CompressionLevel.SmallestSize, leaveOpen: true);
        using StreamWriter writer = new(compressed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine("#from UTS 39 confusables, Unicode, Inc.; https://www.unicode.org/terms_of_use.html");
        foreach ((int from, string target) in kept)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from:x}\t{target}"));
        }

        return kept.Count;
    }

    private static bool TryHex(string text, out int value) => int.TryParse(text.TrimStart('\uFEFF'), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value);
}
