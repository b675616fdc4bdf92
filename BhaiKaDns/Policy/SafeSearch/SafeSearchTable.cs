using System.Collections.Concurrent;
using System.Net;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.SafeSearch;

/// <summary>
/// The table of search engines inside the program: <c>[id] target</c>, then the engine's names. Read when the first group asks for it,
/// so that a home without safe search does not pay for it.
/// </summary>
internal static class SafeSearchTable
{
    private const string Resource = "BhaiKaDns.Policy.SafeSearch.engines.txt";
    private const string YouTubeStrict = "youtube-strict";
    private const string YouTubeModerate = "youtube-moderate";

    private static readonly Lazy<SearchEngine[]> All = new(Read);
    private static readonly ConcurrentDictionary<string, SafeSearchView> Views = new(StringComparer.Ordinal);

    /// <summary>Ids of the engines that a group may name. YouTube has a setting of its own.</summary>
    public static IEnumerable<string> EngineIds => All.Value.Select(engine => engine.Id).Where(id => id is not (YouTubeStrict or YouTubeModerate));

    /// <summary>What holds for a group; ids that are not known are passed over.</summary>
    public static SafeSearchView ViewOf(IReadOnlyList<string> engines, YouTubeMode youTube)
    {
        if (engines.Count == 0 && youTube is YouTubeMode.Off)
        {
            return SafeSearchView.Empty;
        }

        string? youTubeId = youTube switch
        {
            YouTubeMode.Strict => YouTubeStrict,
            YouTubeMode.Moderate => YouTubeModerate,
            _ => null,
        };
        HashSet<string> ids = engines.Contains(GroupOptions.All) ? [.. EngineIds] : engines.Intersect(EngineIds, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (youTubeId is not null)
        {
            ids.Add(youTubeId);
        }

        SearchEngine[] chosen = [.. All.Value.Where(engine => ids.Contains(engine.Id))];
        return Views.GetOrAdd(string.Join(' ', chosen.Select(engine => engine.Id)), _ => new SafeSearchView(chosen));
    }

    private static SearchEngine[] Read()
    {
        using Stream stream = typeof(SafeSearchTable).Assembly.GetManifestResourceStream(Resource) ?? throw new FileNotFoundException(Resource);
        using StreamReader reader = new(stream);
        List<SearchEngine> engines = [];
        List<byte[]> names = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                string[] header = line.Split([' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
                names = [];
                engines.Add(MakeEngine(header[0], header[1..], names));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                names.AddRange(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Wire));
            }
        }

        return [.. engines];
    }

    private static SearchEngine MakeEngine(string id, string[] targets, List<byte[]> names) => IPAddress.TryParse(targets[0], out _)
        ? new SearchEngine(id, Target: null, [.. targets.Select(target => IPAddress.Parse(target).GetAddressBytes())], names)
        : new SearchEngine(id, Wire(targets[0]), [], names);

    private static byte[] Wire(string text) => RecordName.TryRead(text, out byte[] name) ? name : throw new FormatException(text);
}
