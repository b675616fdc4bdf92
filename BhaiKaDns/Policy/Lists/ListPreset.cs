namespace BhaiKaDns.Policy.Lists;

/// <summary>A list of somebody else that is offered by name. Its address travels with the program, its content never.</summary>
/// <param name="Id">Stands behind <c>preset:</c>; never renamed.</param>
/// <param name="Licence">As its publisher or a public directory of lists gives it; empty where that is not known.</param>
/// <param name="Category">What it is about, as pages and the command line group presets.</param>
internal sealed record ListPreset(string Id, string Name, string Url, string Licence, ListKind Kind, string Category)
{
    /// <summary>May not be used by businesses.</summary>
    public bool IsNonCommercial { get; init; }

    /// <summary>Too broad to block by: it only adds to what else is known of a name.</summary>
    public bool IsSignal { get; init; }
}

/// <summary>How much is blocked: a choice for people who do not want to choose lists.</summary>
internal enum ListLevel : byte
{
    Light = 0,
    Balanced = 1,
    Strict = 2,

    /// <summary>Balanced, and what children should not meet; goes together with safe search.</summary>
    Family = 3,
}
