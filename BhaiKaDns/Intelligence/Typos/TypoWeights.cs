namespace BhaiKaDns.Intelligence.Typos;

/// <summary>Weights of the parts, from a logistic regression (docs/intelligence-typos.md), and where a suggestion is made.</summary>
internal static class TypoWeights
{
    public const float Threshold = 2.6f;
    public const float LeastMargin = 1.25f;

    private const float Bias = 20.332f;
    private const float LabelCost = -7.207f;
    private const float SuffixCost = -4.008f;
    private const float MissingDot = -5.965f;
    private const float LogRank = -0.676f;
    private const float Length = 0.442f;
    private const float Shortness = -7.772f;
    private const float SoundsAlike = -0.044f;
    private const float Gain = 0.396f;
    private const float Usual = -0.633f;
    private const float SuffixUse = -0.752f;
    private const float MeantSuffixUse = -0.256f;
    private const float Digits = -0.272f;
    private const float TwoSlips = 0.824f;
    private const float OtherStart = 2.102f;
    private const float Shorter = 1.496f;
    private const float Longer = -1.699f;
    private const float Crowd = -1.013f;
    private const float Familiarity = 1.5f;

    public static float Score(in TypoParts parts) => Bias
        + (LabelCost * parts.LabelCost)
        + (SuffixCost * parts.SuffixCost)
        + (MissingDot * parts.MissingDot)
        + (LogRank * parts.LogRank)
        + (Length * parts.Length)
        + (Shortness * parts.Shortness)
        + (SoundsAlike * parts.SoundsAlike)
        + (Gain * parts.Gain)
        + (Usual * parts.Usual)
        + (SuffixUse * parts.SuffixUse)
        + (MeantSuffixUse * parts.MeantSuffixUse)
        + (Digits * parts.Digits)
        + (TwoSlips * parts.TwoSlips)
        + (OtherStart * parts.OtherStart)
        + (Shorter * parts.Shorter)
        + (Longer * parts.Longer)
        + (Crowd * parts.Crowd)
        + (Familiarity * parts.Familiarity);
}
