namespace BhaiKaDns.Policy.Matching;

/// <summary>Which piece of a literal is looked for: up to four symbols, packed into a number, rare ones before common ones.</summary>
internal static class GramChoice
{
    public const int MaxSymbols = 4;

    private const int BitsPerSymbol = 6;

    // What stands in nearly every name tells nothing.
    private static readonly HashSet<uint> Common =
    [
        .. from text in (string[])["^www.", ".com$", ".net$", ".org$", ".www.", "^api.", ".co.", ".cdn."]
           from length in (int[])[2, 3, 4]
           from start in Enumerable.Range(0, Math.Max(text.Length - length + 1, 0))
           select Pack(Symbols(text.Substring(start, length)), length),
    ];

    /// <summary>Packs symbols, the length included.</summary>
    public static uint Pack(ReadOnlySpan<char> symbols, int length)
    {
        uint gram = 0;
        foreach (char symbol in symbols[..length])
        {
            gram = (gram << BitsPerSymbol) | symbol;
        }

        return Tag(gram, length);
    }

    public static uint Tag(uint gram, int length) => gram | ((uint)length << 28);

    public static bool IsCommon(uint gram) => Common.Contains(gram);

    /// <summary>How well a literal tells names apart: its length, less if all its pieces are common.</summary>
    public static int Worth(string literal)
    {
        int length = Math.Min(literal.Length, MaxSymbols);
        for (int start = 0; start + length <= literal.Length; start++)
        {
            if (!IsCommon(Pack(literal.AsSpan(start), length)))
            {
                return Math.Min(literal.Length, 2 * MaxSymbols);
            }
        }

        return 1;
    }

    private static string Symbols(string text) =>
        new([.. text.Select(letter => (char)(letter switch { '^' => NameSymbols.Start, '$' => NameSymbols.End, _ => NameSymbols.Of((byte)letter) }))]);
}
