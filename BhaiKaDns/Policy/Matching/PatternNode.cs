namespace BhaiKaDns.Policy.Matching;

/// <summary>A part of a pattern as a tree. Made by <see cref="RegexParser"/> and <see cref="WildcardParser"/>.</summary>
internal sealed class PatternNode
{
    /// <summary>For <see cref="Most"/>: without end.</summary>
    public const int Unbounded = int.MaxValue;

    private PatternNode(PatternNodeKind kind, ulong symbols, IReadOnlyList<PatternNode> parts, int least, int most, long size)
    {
        Kind = kind;
        Symbols = symbols;
        Parts = parts;
        Least = least;
        Most = most;
        Size = Math.Min(size, int.MaxValue);
    }

    /// <summary>Matches nothing at all, everywhere.</summary>
    public static PatternNode Empty { get; } = new(PatternNodeKind.Sequence, 0, [], 0, 0, 0);

    public PatternNodeKind Kind { get; }

    /// <summary>Of a set: those that match.</summary>
    public ulong Symbols { get; }

    public IReadOnlyList<PatternNode> Parts { get; }

    /// <summary>Of a repetition.</summary>
    public int Least { get; }

    /// <summary>Of a repetition.</summary>
    public int Most { get; }

    /// <summary>Positions of the automaton, all repetitions written out.</summary>
    public long Size { get; }

    public static PatternNode Set(ulong symbols) => new(PatternNodeKind.Set, symbols, [], 0, 0, 1);

    public static PatternNode Symbol(byte symbol) => Set(1UL << symbol);

    public static PatternNode Sequence(IReadOnlyList<PatternNode> parts) =>
        parts.Count == 1 ? parts[0] : new(PatternNodeKind.Sequence, 0, parts, 0, 0, parts.Sum(part => part.Size));

    public static PatternNode Choice(IReadOnlyList<PatternNode> parts) =>
        parts.Count == 1 ? parts[0] : new(PatternNodeKind.Choice, 0, parts, 0, 0, parts.Sum(part => part.Size));

    public static PatternNode Repeat(PatternNode part, int least, int most) =>
        new(PatternNodeKind.Repeat, 0, [part], least, most, Math.Max(part.Size, 1) * Math.Max(most == Unbounded ? least : most, 1));
}

internal enum PatternNodeKind : byte
{
    Set = 0,
    Sequence = 1,
    Choice = 2,
    Repeat = 3,
}
