using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Lists;

/// <summary>How one configured list is doing, for pages and the command line.</summary>
/// <param name="IsLoaded">Whether its rules are in force, from whatever copy.</param>
/// <param name="Names">Names in force, repeated ones counted again.</param>
/// <param name="Invalid">Lines and names that decide nothing.</param>
/// <param name="Error">Why the last attempt to get a newer text failed.</param>
internal sealed record ListStatus(
    ushort Id,
    string Name,
    string Source,
    ListKind Kind,
    bool IsLoaded,
    int Names,
    int Invalid,
    DateTimeOffset? FetchedAt,
    ListError Error)
{
    /// <summary>Lines and names that decide nothing, by reason.</summary>
    public IReadOnlyList<KeyValuePair<RuleProblem, int>> Ignored { get; init; } = [];
}
