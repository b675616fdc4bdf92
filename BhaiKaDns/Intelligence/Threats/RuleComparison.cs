namespace BhaiKaDns.Intelligence.Threats;

/// <summary>One step of a compiled expression: a test and where to go on.</summary>
internal struct RuleComparison
{
    public RuleOperator Operator;

    /// <summary>Text that is tested, or <see cref="RuleField.None"/> for a feature.</summary>
    public RuleField Field;
    public int Feature;

    /// <summary>Feature it is compared with; below zero for <see cref="Number"/>.</summary>
    public int OtherFeature;
    public float Number;
    public float[] Numbers;

    /// <summary>In the form of <see cref="RuleInput.TextOf"/>.</summary>
    public byte[][] Texts;
    public int WhenTrue;
    public int WhenFalse;

    public readonly bool Holds(in RuleInput input)
    {
        if (Field is not RuleField.None)
        {
            return Contains(input.TextOf(Field)) != (Operator is RuleOperator.NotEqual);
        }

        float value = input.Features[Feature];
        float other = OtherFeature < 0 ? Number : input.Features[OtherFeature];
        return Operator switch
        {
            RuleOperator.Less => value < other,
            RuleOperator.LessOrEqual => value <= other,
            RuleOperator.Greater => value > other,
            RuleOperator.GreaterOrEqual => value >= other,
            RuleOperator.Equal => value == other,
            RuleOperator.NotEqual => value != other,
            _ => !float.IsNaN(value) && Numbers.AsSpan().Contains(value),
        };
    }

    private readonly bool Contains(ReadOnlySpan<byte> text)
    {
        foreach (byte[] known in Texts)
        {
            if (text.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>How a comparison compares.</summary>
internal enum RuleOperator : byte
{
    None = 0,
    Less = 1,
    LessOrEqual = 2,
    Greater = 3,
    GreaterOrEqual = 4,
    Equal = 5,
    NotEqual = 6,
    In = 7,
}
