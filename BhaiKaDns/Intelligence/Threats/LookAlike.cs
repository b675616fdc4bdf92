namespace BhaiKaDns.Intelligence.Threats;

/// <summary>A finding: what it is, whose domain is imitated, and which label of the name shows it.</summary>
/// <param name="Kind">How.</param>
/// <param name="Imitated">The real domain.</param>
/// <param name="LabelAt">Offset, in the wire name, of the label that is the evidence.</param>
internal readonly record struct LookAlike(LookAlikeKind Kind, string Imitated, int LabelAt)
{
    public static LookAlike None => new(LookAlikeKind.None, "", 0);

    public bool IsAny => Kind is not LookAlikeKind.None;
}
