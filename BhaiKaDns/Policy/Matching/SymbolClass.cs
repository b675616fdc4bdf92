using System.Globalization;
using System.Text;

namespace BhaiKaDns.Policy.Matching;

/// <summary>Reads what stands for one of several octets in a regular expression: <c>[...]</c> and escapes.</summary>
internal static class SymbolClass
{
    /// <summary>Reads a class whose opening bracket was read already.</summary>
    /// <param name="at">Moves behind the closing bracket.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, ref int at, out ulong symbols)
    {
        symbols = 0;
        bool isNegated = at < text.Length && text[at] == '^';
        at += isNegated ? 1 : 0;
        bool isFirst = true;
        while (at < text.Length && (text[at] != ']' || isFirst))
        {
            isFirst = false;
            if (text[at..].StartsWith("[:"u8))
            {
                if (!TryReadNamed(text, ref at, ref symbols))
                {
                    return false;
                }

                continue;
            }

            if (!TryReadMember(text, ref at, out byte from, ref symbols))
            {
                return false;
            }

            if (from != 0 && at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
            {
                at++;
                ulong none = 0;
                if (!TryReadMember(text, ref at, out byte to, ref none) || to < from)
                {
                    return false;
                }

                for (int octet = from; octet <= to; octet++)
                {
                    symbols |= BitOf((byte)octet);
                }
            }
        }

        if (at >= text.Length)
        {
            return false;
        }

        at++;
        symbols = isNegated ? NameSymbols.Any & ~symbols : symbols;
        return true;
    }

    /// <summary>Reads an escape whose backslash was read already.</summary>
    public static bool TryReadEscape(ReadOnlySpan<byte> text, ref int at, out ulong symbols)
    {
        symbols = 0;
        if (at >= text.Length || text[at] >= 0x80)
        {
            return false;
        }

        byte octet = text[at++];
        switch (octet)
        {
            case (byte)'d':
                symbols = NameSymbols.Digits;
                return true;
            case (byte)'D':
                symbols = NameSymbols.Any & ~NameSymbols.Digits;
                return true;
            case (byte)'w':
                symbols = NameSymbols.Word;
                return true;
            case (byte)'W':
                symbols = NameSymbols.Any & ~NameSymbols.Word;
                return true;
            case (byte)'s':
                return true;
            case (byte)'S':
                symbols = NameSymbols.Any;
                return true;
            case (byte)'x':
                bool isRead = TryReadHex(text, ref at, out octet);
                symbols = BitOf(octet);
                return isRead;
            default:
                // Letters and digits behind a backslash mean references, boundaries and other things of no automaton.
                symbols = BitOf(octet);
                return !char.IsAsciiLetterOrDigit((char)octet);
        }
    }

    // A member that is one octet is given by itself, since a range may begin there; a set of several is added, and the octet is 0.
    private static bool TryReadMember(ReadOnlySpan<byte> text, ref int at, out byte octet, ref ulong symbols)
    {
        octet = text[at++];
        if (octet >= 0x80)
        {
            return false;
        }

        if (octet != '\\')
        {
            symbols |= BitOf(octet);
            return true;
        }

        int start = at;
        if (!TryReadEscape(text, ref at, out ulong escaped))
        {
            return false;
        }

        symbols |= escaped;
        octet = text[start] == 'x' ? byte.Parse(Encoding.ASCII.GetString(text.Slice(start + 1, 2)), NumberStyles.HexNumber) : text[start];
        octet = char.IsAsciiLetter((char)text[start]) && text[start] != 'x' ? (byte)0 : octet;
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, ref int at, out byte octet)
    {
        octet = 0;
        if (at + 2 > text.Length || !byte.TryParse(text.Slice(at, 2), NumberStyles.AllowHexSpecifier, null, out octet))
        {
            return false;
        }

        at += 2;
        return true;
    }

    private static bool TryReadNamed(ReadOnlySpan<byte> text, ref int at, ref ulong symbols)
    {
        int end = text[at..].IndexOf(":]"u8);
        if (end < 0)
        {
            return false;
        }

        string name = Encoding.Latin1.GetString(text.Slice(at + 2, end - 2 < 0 ? 0 : end - 2));
        at += end + 2;
        ulong? named = name switch
        {
            "alpha" or "lower" or "upper" => NameSymbols.Letters,
            "digit" => NameSymbols.Digits,
            "alnum" => NameSymbols.Letters | NameSymbols.Digits,
            "xdigit" => NameSymbols.Digits | 0x3F,
            "word" => NameSymbols.Word,
            "punct" => 1UL << NameSymbols.Hyphen | 1UL << NameSymbols.Underscore | 1UL << NameSymbols.Dot,
            "graph" or "print" => NameSymbols.Any,
            "space" or "blank" or "cntrl" => 0,
            _ => null,
        };
        symbols |= named ?? 0;
        return named is not null;
    }

    private static ulong BitOf(byte octet) => NameSymbols.Of(octet) is not NameSymbols.Other and var symbol ? 1UL << symbol : 0;
}
