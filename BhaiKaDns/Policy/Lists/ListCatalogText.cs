using System.Globalization;
using System.Text;

namespace BhaiKaDns.Policy.Lists;

/// <summary>
/// The catalogue as a file: a line for each list, its values parted by tabs. JSON would do as well, but its machinery costs two
/// hundred methods compiled before the first answer.
/// </summary>
internal static class ListCatalogText
{
    private const string Header = "bhaikadns-lists 1";
    private const int ValueCount = 14;

    public static string Write(IEnumerable<ListState> states)
    {
        StringBuilder text = new(Header);
        foreach (ListState state in states)
        {
            text.Append('\n').Append(state.Id.ToString(CultureInfo.InvariantCulture));
            string[] values =
            [
                state.Name, state.Source, state.ETag ?? "", Time(state.LastModified), Time(state.FetchedAt), Time(state.CheckedAt), Number(state.Length),
                state.Sha256, Number(state.Names), Number(state.Invalid), state.HeldSha256, Number(state.HeldTimes), Number(state.HeldNames),
            ];
            foreach (string value in values)
            {
                text.Append('\t').Append(Clean(value));
            }
        }

        return text.Append('\n').ToString();
    }

    /// <exception cref="FormatException">This is not a catalogue, or not the whole of one.</exception>
    public static IReadOnlyList<ListState> Read(string text)
    {
        string[] lines = text.Split('\n');
        if (lines is not [Header, .., ""])
        {
            throw new FormatException("it does not begin or end like a catalogue");
        }

        return [.. lines[1..^1].Select(ReadLine)];
    }

    private static ListState ReadLine(string line)
    {
        string[] values = line.Split('\t');
        return values.Length != ValueCount
            ? throw new FormatException($"a line has {values.Length} values instead of {ValueCount}")
            : new ListState(ushort.Parse(values[0], CultureInfo.InvariantCulture), values[1])
            {
                Source = values[2],
                ETag = values[3].Length == 0 ? null : values[3],
                LastModified = Time(values[4]),
                FetchedAt = Time(values[5]),
                CheckedAt = Time(values[6]),
                Length = Number(values[7]),
                Sha256 = values[8],
                Names = (int)Number(values[9]),
                Invalid = (int)Number(values[10]),
                HeldSha256 = values[11],
                HeldTimes = (int)Number(values[12]),
                HeldNames = (int)Number(values[13]),
            };
    }

    // Names and sources were validated and have none of these; an entity tag comes from a stranger.
    private static string Clean(string value) => value.AsSpan().ContainsAny('\t', '\n', '\r') ? "" : value;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time is null ? "" : Number(time.Value.UtcTicks);

    private static DateTimeOffset? Time(string text)
    {
        long ticks = text.Length == 0 ? 0 : Number(text);
        return text.Length == 0 ? null
            : ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks ? throw new FormatException("a time is out of range")
            : new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
