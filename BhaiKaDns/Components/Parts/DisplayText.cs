using System.Globalization;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Components.Parts;

/// <summary>Numbers, spans and names as people read them.</summary>
internal static class DisplayText
{
    /// <summary>Names longer than this are cut in the middle: who a name belongs to stands at its end.</summary>
    private const int MaxUncutLength = 40;

    private const int TailLength = 22;

    /// <summary>Up to six figures in full, then rounded: 12,345, 123,456, 4.50 M.</summary>
    public static string Count(long count) => count switch
    {
        < 1_000_000 => count.ToString("N0", CultureInfo.InvariantCulture),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.00} M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.00} G"),
    };

    public static string Rate(double perSecond) =>
        perSecond < 100 ? perSecond.ToString("0.0", CultureInfo.InvariantCulture) : Count((long)Math.Round(perSecond));

    /// <param name="share">0 to 1.</param>
    public static string Share(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Elapsed(uint microseconds) => microseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000.0:0.00} ms"),
        < 100_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000.0:0.0} ms"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e6:0.0} s"),
    };

    /// <summary>The mnemonic, or TYPE with the number (RFC 3597, section 5).</summary>
    public static string Type(RecordType type)
    {
        string text = type.ToString();
        return char.IsAsciiDigit(text[0]) ? "TYPE" + text : text.ToUpperInvariant();
    }

    /// <summary>
    /// The name with every character that could move, hide or break others written as its number. A name comes from strangers:
    /// encoding alone would let a right-to-left override turn a row around.
    /// </summary>
    public static string Name(string name)
    {
        if (!name.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return name;
        }

        StringBuilder shown = new(name.Length + 16);
        foreach (Rune rune in name.EnumerateRunes())
        {
            _ = IsHarmless(rune) ? shown.Append(rune.ToString()) : shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
        }

        return shown.ToString();
    }

    /// <summary>A line from a list or a name that people gave: like <see cref="Name"/>, but spaces stay.</summary>
    public static string Line(string text) => string.Join(' ', text.Split(' ').Select(Name));

    /// <summary>Splits what <see cref="Name"/> gave so that the page can leave out the end of the head; the tail is empty when nothing must be left out.</summary>
    public static (string Head, string Tail) Split(string name) =>
        name.Length <= MaxUncutLength ? (name, string.Empty) : (name[..^TailLength], name[^TailLength..]);

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
