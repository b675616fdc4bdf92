using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Finds the lines of a list that decide nothing, by reading it once more: they are not kept.</summary>
internal static class IgnoredLines
{
    private const int MaxTextLength = 500;

    /// <summary>In the order of the text. The stream is read as far as the caller asks.</summary>
    /// <param name="max">Most lines given.</param>
    /// <exception cref="IOException">The text cannot be read.</exception>
    public static IReadOnlyList<IgnoredLine> Of(ListText text, int max)
    {
        using Stream stream = text.Open();
        RuleReader rules = new(stream, new byte[ListLineReader.BufferLength], new byte[DomainName.MaxLength], new RuleTally());
        List<IgnoredLine> found = [];
        while (found.Count < max && rules.TryReadOrProblem())
        {
            if (rules.Problem is not RuleProblem.None)
            {
                found.Add(new IgnoredLine(rules.LineNumber, Encoding.UTF8.GetString(rules.Line[..Math.Min(rules.Line.Length, MaxTextLength)]).Trim(), rules.Problem));
            }
        }

        return found;
    }
}

/// <param name="Line">From 1.</param>
/// <param name="Text">As it stands there, a very long one cut.</param>
internal sealed record IgnoredLine(int Line, string Text, RuleProblem Problem);
