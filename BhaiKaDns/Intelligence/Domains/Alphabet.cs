namespace BhaiKaDns.Intelligence.Domains;

/// <summary>The symbols that n-gram tables know: letters, digits, hyphen and the edge of a label. Any other octet counts as a hyphen.</summary>
internal static class Alphabet
{
    public const int Count = 38;
    public const byte Edge = 37;

    private const byte Hyphen = 36;
    private static readonly byte[] Symbols = MakeSymbols();

    /// <summary>Writes an edge, the symbols of the label and an edge.</summary>
    /// <param name="symbols">At least two longer than the label.</param>
    /// <returns>Symbols written.</returns>
    public static int Encode(ReadOnlySpan<byte> label, Span<byte> symbols)
    {
        byte[] table = Symbols;
        symbols[0] = Edge;
        for (int at = 0; at < label.Length; at++)
        {
            symbols[at + 1] = table[label[at]];
        }

        symbols[label.Length + 1] = Edge;
        return label.Length + 2;
    }

    /// <summary>What a symbol stands for, to show an n-gram to people: <c>^</c> for the edge.</summary>
    public static char TextOf(byte symbol) => symbol switch
    {
        < 26 => (char)('a' + symbol),
        < Hyphen => (char)('0' + symbol - 26),
        Hyphen => '-',
        _ => '^',
    };

    private static byte[] MakeSymbols()
    {
        byte[] symbols = new byte[256];
        Array.Fill(symbols, Hyphen);
        for (int letter = 0; letter < 26; letter++)
        {
            symbols['a' + letter] = (byte)letter;
            symbols['A' + letter] = (byte)letter;
        }

        for (int digit = 0; digit < 10; digit++)
        {
            symbols['0' + digit] = (byte)(26 + digit);
        }

        return symbols;
    }
}
