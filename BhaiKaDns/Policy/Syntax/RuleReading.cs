using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>One line as a person wrote it, and what it would do.</summary>
/// <param name="Problem">Why it decides nothing, as a sentence; null if it is good or a comment.</param>
/// <param name="Meanings">The first few rules of the line; none for a comment.</param>
/// <param name="More">Rules of the line beyond those.</param>
internal sealed record RuleReading(string Line, string? Problem, IReadOnlyList<RuleMeaning> Meanings, int More)
{
    private const int MostTold = 3;

    /// <summary>Neither a rule nor a mistake: a comment, a header, an empty line.</summary>
    public bool IsComment => Problem is null && Meanings.Count == 0;

    public static RuleReading Of(string line)
    {
        if (FilteringListsValidator.ProblemOf(line) is { } problem)
        {
            return new RuleReading(line, problem, [], 0);
        }

        using MemoryStream text = new(Encoding.UTF8.GetBytes(line));
        RuleReader rules = new(text, new byte[ListLineReader.BufferLength], new byte[DomainName.MaxLength], new RuleTally());
        List<RuleMeaning> meanings = [];
        int more = 0;
        while (rules.TryRead())
        {
            if (meanings.Count < MostTold)
            {
                meanings.Add(RuleMeaning.Of(rules));
            }
            else
            {
                more++;
            }
        }

        return new RuleReading(line, null, meanings, more);
    }

    /// <summary>Every line of a text, without the empty ones at its end; at most <paramref name="max"/>.</summary>
    public static IReadOnlyList<RuleReading> OfText(string text, int max) =>
        [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Take(max).Select(line => Of(line.TrimEnd('\r', ' ', '\t')))];
}
