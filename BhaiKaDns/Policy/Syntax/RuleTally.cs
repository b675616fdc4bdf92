namespace BhaiKaDns.Policy.Syntax;

/// <summary>What was found in the text of one list.</summary>
internal sealed class RuleTally
{
    private static readonly int ProblemCount = Enum.GetValues<RuleProblem>().Length;

    private readonly int[] _problems = new int[ProblemCount];

    public int Lines { get; set; }

    /// <summary>Empty lines, comments and headers.</summary>
    public int Comments { get; set; }

    /// <summary>Names that decide something, repeated ones counted again.</summary>
    public int Names { get; set; }

    /// <summary>Lines and names that decide nothing.</summary>
    public int Invalid => _problems.Sum();

    public int this[RuleProblem problem] => _problems[(int)problem];

    public void Count(RuleProblem problem) => _problems[(int)problem]++;

    /// <summary>Each problem that occurred with its number, for a log line.</summary>
    public override string ToString() =>
        string.Join(", ", Enum.GetValues<RuleProblem>().Where(problem => this[problem] > 0).Select(problem => $"{problem} {this[problem]}"));
}
