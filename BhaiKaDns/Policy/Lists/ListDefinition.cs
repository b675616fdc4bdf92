namespace BhaiKaDns.Policy.Lists;

/// <summary>A configured list with the number that stands for it in verdicts.</summary>
/// <param name="IsTrusted">Whoever may write the settings declared it, or the settings trust those who add lists: its server may be at home.</param>
/// <param name="Interval">How often its server is asked; null for <c>Filtering:UpdateInterval</c>.</param>
internal sealed record ListDefinition(ushort Id, string Name, ListSource Source, ListKind Kind, TimeSpan? Interval = null, bool IsTrusted = true);
