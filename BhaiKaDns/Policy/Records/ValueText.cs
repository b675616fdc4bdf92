using System.Text;

namespace BhaiKaDns.Policy.Records;

/// <summary>The fields of a record's data as people write them (RFC 1035, section 5.1): blanks between, quotes around, backslashes before.</summary>
internal static class ValueText
{
    /// <summary>Splits at blanks that are neither quoted nor escaped; false if a quote is left open. Quotes and escapes stay.</summary>
    public static bool TrySplit(string text, out List<string> fields)
    {
        fields = [];
        int start = -1;
        bool isQuoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            bool isBlank = text[at] is ' ' or '\t' && !isQuoted;
            if (isBlank && start >= 0)
            {
                fields.Add(text[start..at]);
                start = -1;
            }
            else if (!isBlank && start < 0)
            {
                start = at;
            }

            isQuoted ^= text[at] == '"';
            at += text[at] == '\\' ? 1 : 0;
        }

        if (start >= 0)
        {
            fields.Add(text[start..]);
        }

        return !isQuoted;
    }

    /// <summary>The octets that a field stands for, quotes taken off; false if an escape or a quote is out of place.</summary>
    public static bool TryDecode(ReadOnlySpan<char> field, out byte[] octets)
    {
        octets = [];
        if (field.Length >= 2 && field[0] == '"' && field[^1] == '"')
        {
            field = field[1..^1];
        }

        List<byte> decoded = [];
        Span<byte> utf8 = stackalloc byte[4];
        while (!field.IsEmpty)
        {
            if (field[0] == '"' || field is "\\")
            {
                return false;
            }

            if (field[0] == '\\' && char.IsAsciiDigit(field[1]))
            {
                if (field.Length < 4 || !byte.TryParse(field[1..4], System.Globalization.NumberStyles.None, provider: null, out byte octet))
                {
                    return false;
                }

                decoded.Add(octet);
                field = field[4..];
                continue;
            }

            field = field[(field[0] == '\\' ? 1 : 0)..];
            if (Rune.DecodeFromUtf16(field, out Rune rune, out int used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            decoded.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            field = field[used..];
        }

        octets = [.. decoded];
        return true;
    }
}
