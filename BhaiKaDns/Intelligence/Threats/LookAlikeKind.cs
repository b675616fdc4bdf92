namespace BhaiKaDns.Intelligence.Threats;

/// <summary>How a name pretends to be another one.</summary>
internal enum LookAlikeKind
{
    None,

    /// <summary>Letters of other scripts, or pairs such as rn for m.</summary>
    Homoglyph,

    /// <summary>Digits for letters.</summary>
    DigitSwap,

    /// <summary>One slip away from a brand.</summary>
    OneEdit,

    /// <summary>A brand beside a word such as login.</summary>
    Combo,

    /// <summary>A brand under a top-level domain that is not its own.</summary>
    OtherTopLevel,

    /// <summary>A brand or its whole domain in front of a stranger's domain, or under free hosting.</summary>
    Subdomain,
}
