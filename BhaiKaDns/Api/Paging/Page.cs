namespace BhaiKaDns.Api.Paging;

/// <summary>A part of a list.</summary>
/// <param name="Next">Opaque; as <c>cursor</c> it asks for what comes after. Absent on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
