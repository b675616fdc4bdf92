namespace BhaiKaDns.Policy.BlockedServices;

/// <summary>Something on the Internet that people know by one name and that may be blocked as a whole.</summary>
/// <param name="Number">Stands in the query log where others have the number of a list; never given to another service.</param>
/// <param name="Id">Stable, in lower case: <c>youtube</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Category">One word in lower case: <c>social</c>, <c>gaming</c>.</param>
/// <param name="Names">Domain names, each with everything below it.</param>
internal sealed record Service(ushort Number, string Id, string Name, string Category, IReadOnlyList<string> Names);
