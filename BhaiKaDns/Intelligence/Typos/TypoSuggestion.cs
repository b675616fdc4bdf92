namespace BhaiKaDns.Intelligence.Typos;

/// <summary>The name that was probably meant. <see cref="Index"/> points into the dictionary; -1 is none.</summary>
/// <param name="Index">Rank - 1 of the candidate.</param>
/// <param name="Score">Sum of the weighted parts; 0 is as likely right as wrong.</param>
/// <param name="Margin">How far the next candidate's score lies behind.</param>
/// <param name="Parts">What the score is made of.</param>
internal readonly record struct TypoSuggestion(int Index, float Score, float Margin, TypoParts Parts)
{
    public static TypoSuggestion None => new(-1, float.NegativeInfinity, 0, default);

    public bool IsAny => Index >= 0;
}
