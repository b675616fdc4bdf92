using System.Globalization;
using System.Text;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// How surprising the letters of a subdomain are to somebody who knows ordinary ones: bits of each letter given the one before it,
/// counted over benign host names. Words cost little, machine-made codes much, whatever their alphabet.
/// </summary>
internal sealed class NaturalLetters
{
    /// <summary>Start of a label (also every octet that is no letter, digit or hyphen), 26 letters, ten digits, the hyphen.</summary>
    public const int Symbols = 38;

    private const int RowLength = 64;
    private const int StepsPerBit = 4;
    private const char Zero = '0';
    private const int MostSteps = '~' - Zero;

    private static readonly byte[] SymbolOfOctet = MakeSymbols();

    private readonly byte[] _steps = new byte[RowLength * RowLength];

    private NaturalLetters()
    {
    }

    /// <summary>The table that comes with the program.</summary>
    public static NaturalLetters Shipped { get; } = Parse(ThreatText.Read("natural-letters"));

    /// <summary>Which of the <see cref="Symbols"/> an octet counts as.</summary>
    public static int SymbolOf(byte octet) => SymbolOfOctet[octet];

    /// <summary>Looks at the labels in front of a registrable domain.</summary>
    /// <param name="labels">Labels in lower-case wire form, without what follows them.</param>
    /// <param name="skipped">Letters of the first label to leave out.</param>
    public SubdomainText Read(ReadOnlySpan<byte> labels, int skipped = 0)
    {
        int steps = 0;
        int letters = 0;
        int count = 0;
        int numbers = 0;
        int digits = 0;
        for (int at = 0; at < labels.Length && labels[at] != 0; count++)
        {
            ReadOnlySpan<byte> label = labels.Slice(at + 1, Math.Min(labels[at], labels.Length - at - 1));
            int from = count == 0 ? Math.Min(skipped, label.Length) : 0;
            int previous = from == 0 ? 0 : SymbolOfOctet[label[from - 1]];
            foreach (byte octet in label[from..])
            {
                int symbol = SymbolOfOctet[octet];
                steps += _steps[(previous * RowLength) + symbol];
                digits += (uint)(octet - '0') <= 9 ? 1 : 0;
                previous = symbol;
            }

            numbers += numbers == count && IsOctetNumber(label) ? 1 : 0;
            letters += label.Length - from;
            at += label.Length + 1;
        }

        return new SubdomainText(letters, count, numbers, digits, letters == 0 ? 0 : steps / (float)(letters * StepsPerBit));
    }

    /// <summary>Counts letters of benign host names and writes the table; the same names give the same text.</summary>
    public static string Learn(IEnumerable<string> subdomains)
    {
        int[] counts = new int[Symbols * Symbols];
        foreach (string label in subdomains.SelectMany(subdomain => subdomain.Split('.')))
        {
            int previous = 0;
            foreach (char letter in label)
            {
                int symbol = SymbolOfOctet[letter & 0x7F];
                counts[(previous * Symbols) + symbol]++;
                previous = symbol;
            }
        }

        StringBuilder text = new("# Quarter bits of each letter (column) after another (row), counted over benign host names; '0' is none.\n");
        for (int row = 0; row < Symbols; row++)
        {
            ReadOnlySpan<int> counted = counts.AsSpan(row * Symbols, Symbols);
            double sum = Symbols;
            foreach (int count in counted)
            {
                sum += count;
            }

            foreach (int count in counted)
            {
                double bits = Math.Log2(sum / (count + 1));
                text.Append((char)(Zero + Math.Clamp((int)Math.Round(bits * StepsPerBit), 0, MostSteps)));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">The text is not what <see cref="Learn"/> writes.</exception>
    public static NaturalLetters Parse(string text)
    {
        NaturalLetters letters = new();
        int row = 0;
        foreach (string line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (row == Symbols || line.Length != Symbols || line.Any(letter => letter is < Zero or > (char)(Zero + MostSteps)))
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Row {row + 1} of the letter table is not {Symbols} letters."));
            }

            for (int column = 0; column < Symbols; column++)
            {
                letters._steps[(row * RowLength) + column] = (byte)(line[column] - Zero);
            }

            row++;
        }

        return row == Symbols ? letters : throw new FormatException("The letter table is cut short.");
    }

    // Part of an address written backwards, as block lists are asked.
    private static bool IsOctetNumber(ReadOnlySpan<byte> label)
    {
        int value = 0;
        foreach (byte octet in label)
        {
            if (octet is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + octet - '0';
        }

        return label.Length <= 3 && value <= byte.MaxValue;
    }

    private static byte[] MakeSymbols()
    {
        byte[] symbols = new byte[256];
        for (int letter = 0; letter < 26; letter++)
        {
            symbols['a' + letter] = symbols['A' + letter] = (byte)(1 + letter);
        }

        for (int digit = 0; digit < 10; digit++)
        {
            symbols['0' + digit] = (byte)(27 + digit);
        }

        symbols['-'] = Symbols - 1;
        return symbols;
    }
}
