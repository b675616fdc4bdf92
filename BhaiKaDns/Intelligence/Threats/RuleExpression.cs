namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// A condition that a person wrote over the features of a name: <c>digitRatio > 0.4 and tld in ("top","xyz") and wordCoverage &lt; 0.2</c>.
/// Compiled to a list of comparisons that each name the next one for true and for false: no stack, no recursion, no allocation when
/// evaluated. Never changes, so any thread may evaluate.
/// </summary>
/// <remarks>
/// The grammar, loosest first: <c>or</c>; <c>and</c>; <c>not</c>; parentheses or a comparison. A comparison is a feature with <c>&lt; &lt;= &gt; &gt;= = !=</c>
/// and a number or another feature, or <c>in</c> / <c>not in</c> a list; <c>tld</c>, <c>name</c> (the registrable domain) and <c>label</c> (its first
/// label) know <c>=</c>, <c>!=</c>, <c>in</c> and <c>not in</c> with texts in quotes.
/// </remarks>
internal sealed class RuleExpression
{
    public const int MaxLength = 2_000;
    public const int MaxDepth = 20;
    public const int MaxComparisons = 100;
    public const int MaxListLength = 200;

    /// <summary>Targets of a comparison that end the evaluation.</summary>
    internal const int True = -1;
    internal const int False = -2;

    private readonly RuleComparison[] _program;

    private RuleExpression(string text, RuleComparison[] program)
    {
        Text = text;
        _program = program;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public int ComparisonCount => _program.Length;

    /// <summary>Reads and checks an expression.</summary>
    /// <param name="features">Names of the features in the order of <see cref="RuleInput.Features"/>.</param>
    public static bool TryParse(string text, IReadOnlyList<string> features, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RuleExpression? expression, out RuleError error)
    {
        RuleParser parser = new(text, features);
        RuleNode? node = parser.Parse();
        error = parser.Error;
        expression = node is null ? null : new RuleExpression(text, RuleCompiler.Compile(node));
        return expression is not null;
    }

    /// <summary>Whether the condition holds. A feature that is no number (NaN) makes every comparison with it false but <c>!=</c>.</summary>
    public bool Matches(in RuleInput input)
    {
        int at = 0;
        while (at >= 0)
        {
            ref readonly RuleComparison comparison = ref _program[at];
            at = comparison.Holds(input) ? comparison.WhenTrue : comparison.WhenFalse;
        }

        return at == True;
    }
}

/// <summary>What an expression is evaluated over.</summary>
/// <param name="features">One number for each feature name given to <see cref="RuleExpression.TryParse"/>.</param>
/// <param name="registrable">Registrable domain in lower-case wire form.</param>
/// <param name="suffixAt">Where its public suffix starts.</param>
internal readonly ref struct RuleInput(ReadOnlySpan<float> features, ReadOnlySpan<byte> registrable, int suffixAt)
{
    public readonly ReadOnlySpan<float> Features = features;

    private readonly ReadOnlySpan<byte> _registrable = registrable;

    /// <summary>The text that a field stands for: names in wire form, a label without its length.</summary>
    public ReadOnlySpan<byte> TextOf(RuleField field) => field switch
    {
        RuleField.Name => _registrable,
        RuleField.Tld => (uint)suffixAt < (uint)_registrable.Length ? _registrable[suffixAt..] : default,
        RuleField.Label => _registrable.Length > 0 && _registrable[0] < _registrable.Length ? _registrable.Slice(1, _registrable[0]) : default,
        _ => default,
    };
}

/// <summary>Texts that an expression can name.</summary>
internal enum RuleField : byte
{
    None = 0,
    Tld = 1,
    Name = 2,
    Label = 3,
}

/// <summary>Why an expression was refused.</summary>
/// <param name="Column">Character, from 1, where it went wrong.</param>
/// <param name="Message">A sentence for the person who wrote it.</param>
internal readonly record struct RuleError(int Column, string Message)
{
    public override string ToString() => $"Column {Column}: {Message}";
}
