using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// The alphabet in which patterns see names: one number for each letter, digit, hyphen, underscore and dot, one for all other octets, and
/// one each for the start and the end. A set of symbols fits 64 bits, and anchors need no rules of their own.
/// </summary>
internal static class NameSymbols
{
    public const byte Hyphen = 36;
    public const byte Underscore = 37;
    public const byte Dot = 38;
    public const byte Other = 39;
    public const byte Start = 40;
    public const byte End = 41;
    public const int Count = 42;

    /// <summary>Most symbols of a name, start and end included.</summary>
    public const int MaxLength = DomainName.MaxLength + 2;

    public const ulong Letters = (1UL << 26) - 1;
    public const ulong Digits = ((1UL << 10) - 1) << 26;
    public const ulong Word = Letters | Digits | (1UL << Underscore);

    /// <summary>Whatever stands between start and end.</summary>
    public const ulong Any = (1UL << Start) - 1;

    private static readonly byte[] Symbols = MakeSymbols();

    /// <summary>Symbol of an octet, upper case read as lower case.</summary>
    public static byte Of(byte octet) => Symbols[octet];

    /// <summary>Writes a name in wire form as symbols.</summary>
    /// <param name="symbols">At least <see cref="MaxLength"/> octets.</param>
    public static int Write(ReadOnlySpan<byte> name, Span<byte> symbols)
    {
        int length = 0;
        symbols[length++] = Start;
        int at = 0;
        while (name[at] != 0)
        {
            int end = at + 1 + name[at];
            if (at > 0)
            {
                symbols[length++] = Dot;
            }

            for (at++; at < end; at++)
            {
                symbols[length++] = Symbols[name[at]];
            }
        }

        symbols[length++] = End;
        return length;
    }

    private static byte[] MakeSymbols()
    {
        byte[] symbols = new byte[256];
        Array.Fill(symbols, Other);
        for (int letter = 0; letter < 26; letter++)
        {
            symbols['a' + letter] = symbols['A' + letter] = (byte)letter;
        }

        for (int digit = 0; digit < 10; digit++)
        {
            symbols['0' + digit] = (byte)(26 + digit);
        }

        symbols['-'] = Hyphen;
        symbols['_'] = Underscore;
        symbols['.'] = Dot;
        return symbols;
    }
}
