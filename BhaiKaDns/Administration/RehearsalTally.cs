using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Administration;

/// <summary>Counts what would be decided differently. Used by one thread.</summary>
internal sealed class RehearsalTally
{
    private const int MostPairs = 2_000;
    private const int MostShown = 500;
    private const int MostKnown = 200_000;

    private readonly Dictionary<(string Name, RecordType Type, ushort Now, ushort Supposed), (Verdict Now, Verdict Supposed)> _known = [];
    private readonly Dictionary<(string Name, ClientAddress? Client), Pair> _pairs = [];
    private readonly HashSet<ClientAddress?> _clients = [];
    private readonly byte[] _name = new byte[DomainName.MaxLength];
    private SupposedPolicy? _judgedBy;
    private DateTimeOffset? _newest;
    private int _changed;
    private int _untold;
    private int _nameless;
    private int _blocked;
    private int _freed;

    public int Scanned { get; private set; }

    /// <summary>Time of the last row taken; rows come newest first.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    public void Take(QueryLogRow row, SupposedPolicy policy)
    {
        Scanned++;
        Oldest = row.Time;
        _newest ??= row.Time;
        if (row.Name is null || !DomainNameText.TryParse(row.Name, _name, out int length))
        {
            _nameless++;
            return;
        }

        (Verdict now, Verdict supposed) = Judge(row, policy, _name.AsSpan(0, length));
        if (now.Decision == supposed.Decision && now.Form == supposed.Form)
        {
            return;
        }

        _changed++;
        _blocked += supposed.IsBlocked && !now.IsBlocked ? 1 : 0;
        _freed += now.IsBlocked && !supposed.IsBlocked ? 1 : 0;
        _clients.Add(row.Client);
        if (_pairs.TryGetValue((row.Name, row.Client), out Pair? pair))
        {
            pair.Count++;
        }
        else if (_pairs.Count < MostPairs)
        {
            _pairs.Add((row.Name, row.Client), new Pair(row.Time, now, supposed) { Count = 1 });
        }
        else
        {
            _untold++;
        }
    }

    /// <param name="isWhole">Everything in the range was read.</param>
    public RehearsalReport Report(bool isWhole, PolicySnapshot policy) => new(
        Scanned, _changed, _blocked, _freed, _clients.Count, _nameless, Oldest, _newest, isWhole,
        [
            .. _pairs.OrderByDescending(item => item.Value.Count).ThenByDescending(item => item.Value.Last).Take(MostShown).Select(item => new RehearsedName(
                item.Key.Name,
                item.Key.Client?.ToString(),
                item.Key.Client is { } client ? policy.Clients.DeviceOf(client) : null,
                item.Value.Count,
                item.Value.Last,
                item.Value.Now.Decision.Id(),
                item.Value.Now.Reason.Id(),
                item.Value.Supposed.Decision.Id(),
                item.Value.Supposed.Reason.Id())),
        ],
        Math.Max(0, _pairs.Count - MostShown) + _untold);

    private (Verdict Now, Verdict Supposed) Judge(QueryLogRow row, SupposedPolicy policy, ReadOnlySpan<byte> name)
    {
        if (!ReferenceEquals(_judgedBy, policy) || _known.Count >= MostKnown)
        {
            _known.Clear();
            _judgedBy = policy;
        }

        ushort now = ClassOf(policy.Now, row.Client);
        ushort supposed = ClassOf(policy.Supposed, row.Client);
        if (!_known.TryGetValue((row.Name!, row.Type, now, supposed), out (Verdict Now, Verdict Supposed) verdicts))
        {
            verdicts = (policy.Now.Judge(name, row.Type, now), policy.Supposed.Judge(name, row.Type, supposed));
            _known.Add((row.Name!, row.Type, now, supposed), verdicts);
        }

        return verdicts;
    }

    private static ushort ClassOf(PolicySnapshot policy, ClientAddress? client) => client is { } address ? policy.ClassOf(address) : policy.Clients.UnknownClass;

    private sealed class Pair(DateTimeOffset last, Verdict now, Verdict supposed)
    {
        public int Count { get; set; }

        public DateTimeOffset Last => last;

        public Verdict Now => now;

        public Verdict Supposed => supposed;
    }
}

/// <summary>What rules would have changed.</summary>
/// <param name="Scanned">Rows of the log that were read.</param>
/// <param name="Changed">Of those, the ones that would be decided differently.</param>
/// <param name="Blocked">Of those, the ones that would be blocked and are not.</param>
/// <param name="Freed">Of those, the ones that are blocked and would not be.</param>
/// <param name="Clients">Clients that would notice.</param>
/// <param name="Nameless">Rows without a name, which privacy kept out: nothing can be said of them.</param>
/// <param name="IsWhole">Everything in the range was read, not only the newest rows.</param>
/// <param name="More">Pairs of name and client, and rows, beyond <paramref name="Names"/>.</param>
internal sealed record RehearsalReport(
    int Scanned,
    int Changed,
    int Blocked,
    int Freed,
    int Clients,
    int Nameless,
    DateTimeOffset? From,
    DateTimeOffset? To,
    bool IsWhole,
    IReadOnlyList<RehearsedName> Names,
    int More);

/// <param name="Client">Absent where privacy kept it out.</param>
/// <param name="Decision">What is decided now.</param>
/// <param name="Supposed">What would be decided.</param>
internal sealed record RehearsedName(
    string Name, string? Client, string? Device, int Count, DateTimeOffset LastAt, string Decision, string Reason, string Supposed, string SupposedReason);
