namespace BhaiKaDns.Policy.Lists;

/// <summary>A configured list with the number that stands for it in verdicts.</summary>
/// <param name="Interval">How often its server is asked; null for <c>Filtering:UpdateInterval</c>.</param>
internal sealed record ListDefinition(ushort Id, string Name, ListSource Source, ListKind Kind, TimeSpan? Interval = null);
