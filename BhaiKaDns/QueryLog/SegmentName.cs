using System.Globalization;

namespace BhaiKaDns.QueryLog;

/// <summary>How segments and their indexes are called: the number of the segment, so that names sort by age.</summary>
internal static class SegmentName
{
    /// <summary>Folder under the data directory.</summary>
    public const string Folder = "querylog";

    /// <summary>A segment begins with a format mark (8 octets) and the time it was begun (milliseconds since 1970, 8 octets).</summary>
    public const int FileHeaderLength = 16;

    private const string SegmentExtension = ".qlog";
    private const string IndexExtension = ".qidx";

    /// <summary>The format mark; its last octet is the version.</summary>
    public static ReadOnlySpan<byte> FormatMark => "BKDQLOG1"u8;

    public static string Segment(string folder, long number) => Path.Combine(folder, number.ToString("D10", CultureInfo.InvariantCulture) + SegmentExtension);

    public static string Index(string folder, long number) => Path.Combine(folder, number.ToString("D10", CultureInfo.InvariantCulture) + IndexExtension);

    /// <summary>Numbers of the segments in the folder, newest first; none if there is no folder.</summary>
    public static List<long> List(string folder)
    {
        List<long> numbers = [];
        if (Directory.Exists(folder))
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*" + SegmentExtension))
            {
                if (long.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                {
                    numbers.Add(number);
                }
            }
        }

        numbers.Sort((left, right) => right.CompareTo(left));
        return numbers;
    }
}
