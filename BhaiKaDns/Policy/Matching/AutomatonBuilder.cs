namespace BhaiKaDns.Policy.Matching;

/// <summary>Numbers the positions of a pattern and finds which may come first, last, and after each other.</summary>
internal sealed class AutomatonBuilder
{
    private const int Words = NameAutomaton.MaxPositions / 64;

    private readonly List<ulong> _symbols = [];
    private readonly List<ulong[]> _follow = [];

    public AutomatonBuilder(PatternNode node) => (IsNullable, First, Last) = Add(node);

    public int Count => _symbols.Count;

    /// <summary>Whether nothing at all is a match.</summary>
    public bool IsNullable { get; }

    public ulong[] First { get; }

    public ulong[] Last { get; }

    public ulong Symbols(int position) => _symbols[position];

    public ulong[] Follow(int position) => _follow[position];

    private (bool IsNullable, ulong[] First, ulong[] Last) Add(PatternNode node)
    {
        switch (node.Kind)
        {
            case PatternNodeKind.Set:
                int position = _symbols.Count;
                _symbols.Add(node.Symbols);
                _follow.Add(new ulong[Words]);
                ulong[] own = new ulong[Words];
                own[position / 64] = 1UL << (position % 64);
                return (false, own, own);
            case PatternNodeKind.Choice:
                bool isNullable = false;
                ulong[] first = new ulong[Words];
                ulong[] last = new ulong[Words];
                foreach (PatternNode part in node.Parts)
                {
                    (bool isPartNullable, ulong[] partFirst, ulong[] partLast) = Add(part);
                    isNullable |= isPartNullable;
                    Join(first, partFirst);
                    Join(last, partLast);
                }

                return (isNullable, first, last);
            case PatternNodeKind.Repeat:
                return AddRepeat(node);
            default:
                return AddAll(node.Parts.Select(part => (part, IsOptional: false)));
        }
    }

    // Written out: what must come, then either what may come once more each, or a loop over the last one.
    private (bool IsNullable, ulong[] First, ulong[] Last) AddRepeat(PatternNode node)
    {
        PatternNode part = node.Parts[0];
        if (node.Most != PatternNode.Unbounded)
        {
            return AddAll(Enumerable.Range(0, node.Most).Select(index => (part, index >= node.Least)));
        }

        int copies = Math.Max(node.Least, 1);
        ulong[] loopFirst = [];
        ulong[] loopLast = [];
        (bool isNullable, ulong[] first, ulong[] last) = (true, new ulong[Words], new ulong[Words]);
        for (int copy = 0; copy < copies; copy++)
        {
            (bool isPartNullable, loopFirst, loopLast) = Add(part);
            (isNullable, first, last) = Append((isNullable, first, last), (isPartNullable, loopFirst, loopLast));
        }

        Connect(loopLast, loopFirst);
        return (isNullable || node.Least == 0, first, last);
    }

    private (bool IsNullable, ulong[] First, ulong[] Last) AddAll(IEnumerable<(PatternNode Part, bool IsOptional)> parts)
    {
        (bool IsNullable, ulong[] First, ulong[] Last) whole = (true, new ulong[Words], new ulong[Words]);
        foreach ((PatternNode part, bool isOptional) in parts)
        {
            (bool isNullable, ulong[] first, ulong[] last) = Add(part);
            whole = Append(whole, (isNullable || isOptional, first, last));
        }

        return whole;
    }

    private (bool IsNullable, ulong[] First, ulong[] Last) Append(
        (bool IsNullable, ulong[] First, ulong[] Last) left, (bool IsNullable, ulong[] First, ulong[] Last) right)
    {
        Connect(left.Last, right.First);
        ulong[] first = [.. left.First];
        ulong[] last = [.. right.Last];
        if (left.IsNullable)
        {
            Join(first, right.First);
        }

        if (right.IsNullable)
        {
            Join(last, left.Last);
        }

        return (left.IsNullable && right.IsNullable, first, last);
    }

    private void Connect(ulong[] from, ulong[] to)
    {
        for (int position = 0; position < _symbols.Count; position++)
        {
            if ((from[position / 64] & (1UL << (position % 64))) != 0)
            {
                Join(_follow[position], to);
            }
        }
    }

    private static void Join(ulong[] set, ulong[] other)
    {
        for (int word = 0; word < Words; word++)
        {
            set[word] |= other[word];
        }
    }
}
