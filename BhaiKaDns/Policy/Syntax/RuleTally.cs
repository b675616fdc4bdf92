namespace BhaiKaDns.Policy.Syntax;

/// <summary>What was found in the text of one list.</summary>
internal sealed class RuleTally
{
    private static readonly int ProblemCount = Enum.GetValues<RuleProblem>().Length;

    private readonly int[] _problems = new int[ProblemCount];

    public int Lines { get; set; }

    /// <summary>Empty lines, comments and headers.</summary>
    public int Comments { get; set; }

    /// <summary>Everything that decides something: names (repeated ones counted again), patterns and networks.</summary>
    public int Names { get; set; }

    /// <summary>Of <see cref="Names"/>, those that are patterns or regular expressions.</summary>
    public int Patterns { get; set; }

    /// <summary>Of <see cref="Names"/>, those that are addresses or networks.</summary>
    public int Networks { get; set; }

    /// <summary>Lines that are good, but for browsers.</summary>
    public int ForBrowsers => this[RuleProblem.Cosmetic] + this[RuleProblem.HttpOnly];

    /// <summary>Lines and names that decide nothing, those for browsers left out.</summary>
    public int Invalid => _problems.Sum() - ForBrowsers;

    public int this[RuleProblem problem] => _problems[(int)problem];

    public void Count(RuleProblem problem) => _problems[(int)problem]++;

    /// <summary>Each problem that occurred with its number, for a log line.</summary>
    public override string ToString() =>
        string.Join(", ", Enum.GetValues<RuleProblem>().Where(problem => this[problem] > 0).Select(problem => $"{problem} {this[problem]}"));
}
