namespace BhaiKaDns.Import;

/// <summary>What an importer must know of this version of the program.</summary>
internal sealed record ImportSurroundings
{
    /// <summary>Whether there is a setting with this key.</summary>
    public Func<string, bool> IsKnownSetting { get; init; } = static _ => true;

    /// <summary>Whether a service with this id can be blocked.</summary>
    public Func<string, bool> IsKnownService { get; init; } = static _ => true;
}
