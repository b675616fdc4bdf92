using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>
/// Counts every query and shows what is going on. <see cref="Receive"/> and <see cref="EndBatch"/> belong to the one thread that
/// drains the events; <see cref="Snapshot"/> may be called from any.
/// </summary>
internal sealed class LiveStatistics(AnalyticsMetrics metrics, PrivacyLevel privacy, TimeProvider time) : IQueryEventListener
{
    private const int Counters = 1024;
    private const int TopCount = 20;
    private const int LastCount = 100;
    private const int RateSeconds = 10;

    // The gate is taken once for a run of events: entering and leaving costs as much as counting one. Runs are bounded so that
    // a reader waits microseconds even when the rings never run empty.
    private const int EventsPerRun = 256;

    private readonly Lock _gate = new();
    private readonly SecondRing _seconds = new();
    private readonly HeavyHitters _names = new(Counters);
    private readonly HeavyHitters _blockedNames = new(Counters);
    private readonly ClientCounts _clients = new();
    private readonly RecentQueries _recent = new();
    private readonly bool _keepsClients = privacy is PrivacyLevel.Full;
    private int _leftOfRun;
    private long _queries;
    private long _blocked;
    private long _refused;
    private long _failed;
    private long _fromCache;
    private long _fromUpstream;

    /// <inheritdoc/>
    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (_leftOfRun == 0)
        {
            _gate.Enter();
            _leftOfRun = EventsPerRun;
        }

        Count(query, name, found);
        metrics.Count(query);
        if (_leftOfRun == 1)
        {
            _gate.Exit();
        }

        _leftOfRun--;
    }

    /// <inheritdoc/>
    public void EndBatch()
    {
        if (_leftOfRun > 0)
        {
            _leftOfRun = 0;
            _gate.Exit();
        }
    }

    /// <summary>What holds after the last run of events. Takes some 100 µs, during which events wait.</summary>
    public LiveSnapshot Snapshot()
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            SecondCount[] seconds = _seconds.Take(now);
            long answered = _fromCache + _fromUpstream;
            var totals = new LiveTotals(_queries, _blocked, _fromCache, _failed, _refused, _clients.Count)
            {
                HitRate = answered == 0 ? 0 : (double)_fromCache / answered,
            };
            return new LiveSnapshot(
                now,
                totals,
                seconds.TakeLast(RateSeconds).Average(second => second.Queries),
                seconds,
                ToNames(_names),
                ToNames(_blockedNames),
                _clients.Top(TopCount),
                _recent.Take(LastCount, _keepsClients));
        }
    }

    private void Count(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found)
    {
        bool isBlocked = query.Decision is Decision.Blocked;
        bool isRefused = query.Decision is Decision.Refused;
        _queries++;
        _blocked += isBlocked ? 1 : 0;
        _refused += isRefused ? 1 : 0;
        _failed += query.Decision is Decision.Failed ? 1 : 0;
        _fromCache += query.Source is AnswerSource.Cache or AnswerSource.Stale ? 1 : 0;
        _fromUpstream += query.Source is AnswerSource.Upstream ? 1 : 0;
        _seconds.Add(query.UnixTimeMs, isBlocked);
        PrivacyLevel kept = query.Privacy > privacy ? query.Privacy : privacy;
        if (kept is PrivacyLevel.Full && !isRefused)
        {
            _clients.Add(query.Client);
        }

        if (kept <= PrivacyLevel.NoClients && name.Length > 0)
        {
            _recent.Add(query, name, found);
            if (!isRefused)
            {
                (isBlocked ? _blockedNames : _names).Add(query.NameHash, name);
            }
        }
    }

    private static List<NameCount> ToNames(HeavyHitters sketch) =>
        [.. sketch.Top(TopCount).Select(hitter => new NameCount(DomainNameText.ToText(hitter.Key), hitter.Count, hitter.MaxError))];
}
