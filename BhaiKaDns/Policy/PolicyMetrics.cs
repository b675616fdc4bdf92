using System.Diagnostics.Metrics;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Policy;

/// <summary>Meter <c>BhaiKaDns.Policy</c>. Label values are names of configured lists and of <see cref="ListError"/>.</summary>
internal sealed class PolicyMetrics
{
    private readonly Counter<long> _updateErrors;
    private readonly Counter<long> _updates;
    private readonly Histogram<double> _compileDuration;
    private volatile IReadOnlyList<ListStatus> _lists = [];
    private volatile int _devices;
    private volatile int _classes;
    private volatile int _pauses;
    private volatile ListHits? _hits;

    public PolicyMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create("BhaiKaDns.Policy");
        meter.CreateObservableGauge("bhaikadns.list.rules", ObserveRules, "{rule}", "Names that a list has in force.");
        meter.CreateObservableGauge("bhaikadns.policy.devices", () => _devices, "{device}", "Devices that are declared.");
        meter.CreateObservableGauge("bhaikadns.policy.classes", () => _classes, "{class}", "Different policies that devices have now.");
        meter.CreateObservableGauge("bhaikadns.policy.pauses", () => _pauses, "{pause}", "Pauses of filtering, of groups or of the whole home.");
        meter.CreateObservableCounter("bhaikadns.list.hits", ObserveHits, "{query}", "Queries that a list decided.");
        _updates = meter.CreateCounter<long>("bhaikadns.list.updates", "{update}", "New texts of lists that were taken.");
        _updateErrors = meter.CreateCounter<long>("bhaikadns.list.update.errors", "{error}", "Texts of lists that could not be taken.");
        _compileDuration = meter.CreateHistogram<double>("bhaikadns.list.compile.duration", "s", "Time to build the table of all lists.");
    }

    /// <summary>The lists whose rules are observed from now on.</summary>
    public void Observe(IReadOnlyList<ListStatus> lists) => _lists = lists;

    public void Observe(int devices, int classes, int pauses)
    {
        _devices = devices;
        _classes = classes;
        _pauses = pauses;
    }

    /// <summary>Where the hits of those lists are counted.</summary>
    public void ObserveHits(ListHits hits) => _hits = hits;

    public void CountUpdate(string list) => _updates.Add(1, new KeyValuePair<string, object?>("list", list));

    public void CountError(string list, ListError error) =>
        _updateErrors.Add(1, new KeyValuePair<string, object?>("list", list), new KeyValuePair<string, object?>("error", error.ToString().ToLowerInvariant()));

    public void RecordCompile(TimeSpan elapsed) => _compileDuration.Record(elapsed.TotalSeconds);

    private IEnumerable<Measurement<long>> ObserveHits() =>
        _lists.Select(list => new Measurement<long>(_hits?.SinceStart(list.Id).Hits ?? 0, new KeyValuePair<string, object?>("list", list.Name)));

    private IEnumerable<Measurement<int>> ObserveRules() =>
        _lists.Select(list => new Measurement<int>(list.Names, new KeyValuePair<string, object?>("list", list.Name)));
}
