using System.Numerics;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// Finds a few short strings of symbols of which every name that a pattern matches must contain one: the automaton need not run where
/// none of them is.
/// </summary>
internal static class PatternLiterals
{
    private const int MaxStrings = 16;
    private const int MaxLength = 24;
    private const int MaxChoices = 4;

    /// <summary>Null if there are no such strings; a symbol is one character.</summary>
    public static List<string>? Of(PatternNode node) => Analyse(node).Best;

    private static (List<string>? Exact, List<string>? Best) Analyse(PatternNode node)
    {
        switch (node.Kind)
        {
            case PatternNodeKind.Set:
                if (node.Symbols != 0 && BitOperations.PopCount(node.Symbols) > MaxChoices)
                {
                    return (null, null);
                }

                List<string> symbols = [];
                for (ulong rest = node.Symbols; rest != 0; rest &= rest - 1)
                {
                    symbols.Add(((char)BitOperations.TrailingZeroCount(rest)).ToString());
                }

                return (symbols, Useful(symbols));
            case PatternNodeKind.Choice:
                return AnalyseChoice(node.Parts);
            case PatternNodeKind.Repeat:
                return AnalyseRepeat(node);
            default:
                return AnalyseSequence(node.Parts);
        }
    }

    private static (List<string>? Exact, List<string>? Best) AnalyseChoice(IReadOnlyList<PatternNode> parts)
    {
        List<string>? exact = [];
        List<string>? best = [];
        foreach (PatternNode part in parts)
        {
            (List<string>? partExact, List<string>? partBest) = Analyse(part);
            exact = exact is null || partExact is null || exact.Count + partExact.Count > MaxStrings ? null : [.. exact, .. partExact];
            best = best is null || partBest is null || best.Count + partBest.Count > MaxStrings ? null : [.. best, .. partBest];
        }

        return (exact, best);
    }

    private static (List<string>? Exact, List<string>? Best) AnalyseRepeat(PatternNode node)
    {
        (List<string>? exact, List<string>? best) = Analyse(node.Parts[0]);
        return node switch
        {
            { Least: 1, Most: 1 } => (exact, best),
            { Least: 0, Most: 1 } => (exact is { Count: < MaxStrings } ? [.. exact, ""] : null, null),
            { Least: 0 } => (null, null),
            { Most: PatternNode.Unbounded } => (null, best),
            _ => node.Most == node.Least ? AnalyseSequence([.. Enumerable.Repeat(node.Parts[0], node.Least)]) : (null, best),
        };
    }

    private static (List<string>? Exact, List<string>? Best) AnalyseSequence(IReadOnlyList<PatternNode> parts)
    {
        List<string> run = [""];
        List<string>? best = null;
        bool isExact = true;
        foreach (PatternNode part in parts)
        {
            (List<string>? partExact, List<string>? partBest) = Analyse(part);
            if (partExact is not null && run.Count * partExact.Count <= MaxStrings && MaxOf(run) + MaxOf(partExact) <= MaxLength)
            {
                run = [.. run.SelectMany(start => partExact.Select(end => start + end)).Distinct(StringComparer.Ordinal)];
                continue;
            }

            isExact = false;
            best = Better(Better(best, Useful(run)), partBest);
            run = partExact is { Count: <= MaxStrings } && MaxOf(partExact) <= MaxLength ? partExact : [""];
        }

        return (isExact ? run : null, Better(best, Useful(run)));
    }

    private static int MaxOf(List<string> strings) => strings.Count == 0 ? 0 : strings.Max(text => text.Length);

    // No strings at all: the part cannot match, and then nothing can.
    private static List<string>? Useful(List<string> strings) => strings.Exists(text => text.Length == 0) ? null : strings;

    private static List<string>? Better(List<string>? first, List<string>? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        _ => Worth(second) > Worth(first) ? second : first,
    };

    private static int Worth(List<string> strings) =>
        strings.Count == 0 ? int.MaxValue : (strings.Min(GramChoice.Worth) * MaxStrings) - strings.Count;
}
