using System.Text.Json;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Puts together what is known of the lists, for people. Safe from any thread.</summary>
internal sealed class ListOverview(PolicyStore store, ListCatalog catalog, ListFiles files, ListHealth health, ListHits hits)
{
    private volatile Counted? _counted;

    /// <summary>A report of each list in use, by number.</summary>
    public IReadOnlyList<ListReport> Take()
    {
        ListOverlap overlap = Count();
        return [.. health.Lists.Select(list => Report(list, overlap))];
    }

    /// <summary>Lines of a list that decide nothing, each with its reason; null if there is no such list or its text cannot be read.</summary>
    public async Task<IReadOnlyList<IgnoredLineReport>?> IgnoredAsync(ushort id, int max, CancellationToken cancellationToken) =>
        await Task.Run(() => Ignored(id, max), cancellationToken);

    private ListOverlap Count()
    {
        // Reading the table of a million names takes milliseconds; it is done once for each table.
        CompiledRules rules = store.Parts.Lists;
        Counted? counted = _counted;
        if (counted is null || !ReferenceEquals(counted.Rules, rules))
        {
            counted = new Counted(rules, new ListOverlap(rules));
            _counted = counted;
        }

        return counted.Overlap;
    }

    private ListReport Report(ListStatus list, ListOverlap overlap)
    {
        ListState state = catalog.StateOf(list.Name);
        ListShare share = overlap.ShareOf(list.Id);
        HitCount now = hits.SinceStart(list.Id);
        HitCount total = hits.Total(list.Id);
        bool isHeld = list.Error.IsHeldBack();
        string standing = !list.IsLoaded ? "not-loaded" : isHeld ? "held-back" : list.Error is ListError.None ? "in-force" : "not-updated";
        return new ListReport(
            list.Id, list.Name, list.Source, list.Kind.ToString().ToLowerInvariant(), standing, list.Error is ListError.None ? null : list.Error.Sentence(),
            list.Names, share.Names, share.UniqueNames, list.Ignored.ToDictionary(pair => IdOf(pair.Key), pair => pair.Value), share.MemoryLength,
            overlap.CommonWith(list.Id).Where(pair => catalog.NameOf(pair.Key) is not null).ToDictionary(pair => catalog.NameOf(pair.Key)!, pair => pair.Value),
            now.Hits, now.Unique, total.Hits, total.Unique, list.FetchedAt, state.CheckedAt, isHeld && state.HeldTimes > 0 ? state.HeldNames : null);
    }

    private IgnoredLineReport[]? Ignored(ushort id, int max)
    {
        ListDefinition? list = store.Lists.FirstOrDefault(known => known.Id == id);
        try
        {
            return list is not null && files.FindText(list, catalog.StateOf(list.Name)) is { } open
                ? [.. IgnoredLines.Of(new ListText(list.Id, list.Kind, open), max).Select(line => new IgnoredLineReport(line.Line, IdOf(line.Problem), line.Text))]
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string IdOf(RuleProblem problem) => JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString());

    private sealed record Counted(CompiledRules Rules, ListOverlap Overlap);
}
