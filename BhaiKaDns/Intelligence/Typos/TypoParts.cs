namespace BhaiKaDns.Intelligence.Typos;

/// <summary>What speaks for and against one candidate, as measured; <see cref="TypoWeights"/> says how much each counts.</summary>
internal readonly record struct TypoParts
{
    /// <summary>Distance of the labels (<c>TypingDistance</c>).</summary>
    public float LabelCost { get; init; }

    /// <summary>Distance of what follows the label; 0 if it is the same.</summary>
    public float SuffixCost { get; init; }

    /// <summary>1 if the dot after www was left out.</summary>
    public float MissingDot { get; init; }

    /// <summary>Natural logarithm of rank + 10.</summary>
    public float LogRank { get; init; }

    /// <summary>Length of the typed label, at most 20: neighbours of short names are mostly chance.</summary>
    public float Length { get; init; }

    /// <summary>1 / length of the typed label.</summary>
    public float Shortness { get; init; }

    /// <summary>1 if both labels sound alike.</summary>
    public float SoundsAlike { get; init; }

    /// <summary>How much more usual the candidate's letters follow each other.</summary>
    public float Gain { get; init; }

    /// <summary>How usual the letters of the typed label follow each other, per letter.</summary>
    public float Usual { get; init; }

    /// <summary>Logarithm of how many popular names end like the typed one, if the suffix differs; 0 otherwise.</summary>
    public float SuffixUse { get; init; }

    /// <summary>Logarithm of how many popular names end like the candidate.</summary>
    public float MeantSuffixUse { get; init; }

    /// <summary>Digits in the typed label.</summary>
    public float Digits { get; init; }

    /// <summary>1 if there is more than one slip.</summary>
    public float TwoSlips { get; init; }

    /// <summary>1 if the first letters differ.</summary>
    public float OtherStart { get; init; }

    /// <summary>1 if the typed label is shorter.</summary>
    public float Shorter { get; init; }

    /// <summary>1 if the typed label is longer.</summary>
    public float Longer { get; init; }

    /// <summary>Logarithm of how many names are near.</summary>
    public float Crowd { get; init; }

    /// <summary>Logarithm of how often this home asks for the candidate + 1.</summary>
    public float Familiarity { get; init; }
}
