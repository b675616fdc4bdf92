using System.Globalization;
using BhaiKaDns.Administration;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary>Puts together what the settings and the database say of lists and what is known of those in use.</summary>
internal sealed class ListDocuments(PolicyStore store, ListOverview overview, ListCatalog catalog, ListDefinitions definitions, IOptions<FilteringOptions> filtering)
{
    public const string Off = "off";

    public static readonly IReadOnlyDictionary<string, int> None = new Dictionary<string, int>();

    /// <summary>All lists, those of the settings first.</summary>
    /// <param name="withSecrets">Also the query of a source's URL.</param>
    public IReadOnlyList<ListDocument> All(bool withSecrets) => [.. Entries().Select(entry => Document(entry.List, entry.Report, withSecrets))];

    /// <param name="id">Name or number.</param>
    public Tagged<ListDocument>? Find(string id, bool withSecrets)
    {
        bool isNumber = ushort.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
        (ListOptions List, ListReport? Report)[] entries = [.. Entries()];
        int index = Array.FindIndex(entries, entry => PolicyModel.Same(entry.List.Name, id));
        index = index < 0 && isNumber ? Array.FindIndex(entries, entry => NumberOf(entry.List) == number) : index;
        if (index < 0)
        {
            return null;
        }

        ListDocument document = Document(entries[index].List, entries[index].Report, withSecrets);
        return new(document, EntityTags.Of(ObjectVersion.Of(entries[index].List), document));
    }

    /// <summary>The name that a name or a number stands for; what is neither is taken for a name.</summary>
    public string NameOf(string id) => Find(id, withSecrets: false)?.Document.Name ?? id;

    private IEnumerable<(ListOptions List, ListReport? Report)> Entries()
    {
        ILookup<string, ListReport> reports = overview.Take().ToLookup(report => report.Name, StringComparer.OrdinalIgnoreCase);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        return [.. filtering.Value.Lists.Concat(store.Model.Stored.Lists).Where(list => list.Name.Length > 0 && names.Add(list.Name)).Select(list => (list, reports[list.Name].FirstOrDefault()))];
    }

    private ListDocument Document(ListOptions list, ListReport? report, bool withSecrets)
    {
        ListDocument document = new()
        {
            Id = NumberOf(list),
            Name = list.Name,
            Source = withSecrets || !ListSource.TryParse(list.Source, out ListSource source, out _) || list.Source.StartsWith(ListPresets.Prefix, StringComparison.OrdinalIgnoreCase)
                ? list.Source
                : source.ToString(),
            Kind = ListPresets.TryFind(list.Source, out ListPreset? preset, out _) ? preset.Kind : list.Kind,
            Enabled = definitions.Known.FirstOrDefault(known => ReferenceEquals(known.Options, list))?.IsOn ?? list.Enabled,
            IntervalSeconds = (long?)list.Interval?.TotalSeconds,
            IsReadOnly = !store.Model.Stored.Lists.Contains(list),
        };
        return report is null ? document : document with
        {
            State = report.State,
            Problem = report.Problem,
            Rules = report.Rules,
            Names = report.Names,
            UniqueNames = report.UniqueNames,
            Ignored = report.Ignored,
            MemoryOctets = report.MemoryOctets,
            Overlap = report.Overlap,
            Hits = report.Hits,
            UniqueHits = report.UniqueHits,
            TotalHits = report.TotalHits,
            TotalUniqueHits = report.TotalUniqueHits,
            FetchedAt = report.FetchedAt,
            CheckedAt = report.CheckedAt,
            HeldNames = report.HeldNames,
        };
    }

    private ushort NumberOf(ListOptions list) => catalog.StateOf(list.Name).Id;
}
