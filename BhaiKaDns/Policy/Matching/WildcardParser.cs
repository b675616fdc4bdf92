namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// Reads a pattern of adblock syntax: <c>*</c> for anything, <c>^</c> for the end or an octet that names do not have, <c>|</c> for start
/// and end, <c>||</c> for the start of a label. Without these it may stand anywhere.
/// </summary>
internal static class WildcardParser
{
    private const ulong Separators = 1UL << NameSymbols.Other | 1UL << NameSymbols.End;
    private const ulong LabelStarts = 1UL << NameSymbols.Start | 1UL << NameSymbols.Dot;

    private static readonly PatternNode Anything = PatternNode.Repeat(PatternNode.Set(NameSymbols.Any), 0, PatternNode.Unbounded);

    /// <summary>Null if the text has anything that names do not have, or <c>|</c> within.</summary>
    public static PatternNode? Parse(ReadOnlySpan<byte> text)
    {
        List<PatternNode> parts = [];
        if (text.StartsWith("||"u8))
        {
            parts.Add(PatternNode.Set(LabelStarts));
            text = text[2..];
        }
        else if (text.StartsWith("|"u8))
        {
            parts.Add(PatternNode.Symbol(NameSymbols.Start));
            text = text[1..];
        }

        bool isWholeEnd = text.EndsWith("|"u8);
        text = isWholeEnd ? text[..^1] : text;
        foreach (byte octet in text)
        {
            byte symbol = NameSymbols.Of(octet);
            if (octet == '*')
            {
                parts.Add(Anything);
            }
            else if (octet == '^')
            {
                parts.Add(PatternNode.Set(Separators));
            }
            else if (symbol == NameSymbols.Other)
            {
                return null;
            }
            else
            {
                parts.Add(PatternNode.Symbol(symbol));
            }
        }

        // The separator at the end has taken the end itself.
        if (isWholeEnd && !text.EndsWith("^"u8))
        {
            parts.Add(PatternNode.Symbol(NameSymbols.End));
        }

        return PatternNode.Sequence(parts);
    }
}
