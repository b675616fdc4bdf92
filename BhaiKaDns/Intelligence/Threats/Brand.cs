namespace BhaiKaDns.Intelligence.Threats;

/// <summary>A label that others imitate.</summary>
/// <param name="Domain">Its real domain.</param>
/// <param name="Label">Lower-case ASCII.</param>
/// <param name="Strength">How much the label alone says.</param>
internal sealed record Brand(string Domain, byte[] Label, BrandStrength Strength);

/// <summary>How much it says that a name has a label.</summary>
internal enum BrandStrength
{
    /// <summary>Not a brand, only popular: nothing but a look-alike in letters counts.</summary>
    Popular,

    /// <summary>Also an ordinary word, or short: counts beside a word such as login.</summary>
    Weak,

    /// <summary>Counts by itself.</summary>
    Strong,
}
