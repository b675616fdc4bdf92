namespace BhaiKaDns.Policy.Lists;

/// <summary>A configured list with the number that stands for it in verdicts.</summary>
internal sealed record ListDefinition(ushort Id, string Name, ListSource Source, ListKind Kind);
