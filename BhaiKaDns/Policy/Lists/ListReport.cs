namespace BhaiKaDns.Policy.Lists;

/// <summary>Everything that is known of one list, as the API and the command line tell it.</summary>
/// <param name="Kind"><c>block</c>, <c>allow</c> or <c>threat</c>.</param>
/// <param name="State"><c>in-force</c>, <c>held-back</c> (an older copy is in force because the newer text is doubtful), <c>not-updated</c> or <c>not-loaded</c>.</param>
/// <param name="Problem">Half a sentence after "the list", while the last attempt failed.</param>
/// <param name="Rules">Names in force, repeated ones counted again.</param>
/// <param name="Names">Distinct names in force.</param>
/// <param name="UniqueNames">Of those, names that no other list has.</param>
/// <param name="Ignored">Lines and names that decide nothing, by reason.</param>
/// <param name="MemoryOctets">Share of the table; what several lists have is divided among them.</param>
/// <param name="Overlap">Names in common, by name of the other list.</param>
/// <param name="HeldNames">Names in the text that is held back.</param>
internal sealed record ListReport(
    ushort Id,
    string Name,
    string Source,
    string Kind,
    string State,
    string? Problem,
    int Rules,
    int Names,
    int UniqueNames,
    IReadOnlyDictionary<string, int> Ignored,
    long MemoryOctets,
    IReadOnlyDictionary<string, int> Overlap,
    long Hits,
    long UniqueHits,
    long TotalHits,
    long TotalUniqueHits,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? CheckedAt,
    int? HeldNames);

/// <summary>A line of a list that decides nothing.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">Id of the reason, as in <see cref="ListReport.Ignored"/>.</param>
internal sealed record IgnoredLineReport(int Line, string Reason, string Text);
