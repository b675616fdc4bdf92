namespace BhaiKaDns.Components.Parts;

/// <summary>The name that people gave to a list; empty when there is no list of this number (any more).</summary>
/// <param name="listId">As in a verdict; 0 stands for none.</param>
internal delegate string ListNames(ushort listId);
