namespace BhaiKaDns.Audit;

/// <summary>Which entries are wanted; what is null does not restrict.</summary>
/// <param name="Search">Anywhere in actor, action, subject or address, without regard to case.</param>
internal sealed record AuditFilter(string? Actor = null, string? Action = null, string? Search = null)
{
    public static readonly AuditFilter All = new();

    public bool Matches(AuditEntry entry) =>
        (Actor is null || string.Equals(entry.Actor, Actor, StringComparison.OrdinalIgnoreCase))
        && (Action is null || entry.Action.StartsWith(Action, StringComparison.OrdinalIgnoreCase))
        && (Search is null || Has(entry.Actor) || Has(entry.Action) || Has(entry.Subject) || Has(entry.From));

    private bool Has(string text) => text.Contains(Search!, StringComparison.OrdinalIgnoreCase);
}
