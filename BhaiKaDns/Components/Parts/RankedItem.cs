namespace BhaiKaDns.Components.Parts;

/// <summary>One line of a <see cref="RankedList"/>. Public because parameters of components must be.</summary>
/// <param name="Count">As shown; may be too high by <paramref name="MaxError"/>.</param>
public readonly record struct RankedItem(string Name, long Count, long MaxError);
