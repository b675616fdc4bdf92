using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Analytics;

/// <summary>
/// Counts the running minute, and the names of the running hour, on the thread that drains the events. What is over is handed to
/// <see cref="HistoryKeeper"/>, which writes it down; nothing here touches a disk.
/// </summary>
internal sealed class HistoryRecorder : IQueryEventListener
{
    private const int NameCounters = 256;
    private const int EventsPerRun = 256;

    // Longer than any event is on its way; a clock that was set back by more begins another minute.
    private const long LateMs = 2 * HistoryCalendar.MinuteMs;

    // A day's worth of minutes, if the keeper cannot take them.
    private const int MaxWaiting = 1440;

    private readonly Lock _gate = new();
    private readonly HistoryMinute _minute = new();
    private readonly Queue<HistoryClosed> _closed = new();
    private readonly UpstreamNames _upstreamNames;
    private readonly TimeProvider _time;
    private readonly PrivacyLevel _privacy;
    private readonly bool _isOn;
    private HeavyHitters _names = new(NameCounters);
    private HeavyHitters _blocked = new(NameCounters);
    private long _minuteStartMs;
    private long _minuteEndMs;
    private long _hourStartMs;
    private long _hourEndMs;
    private int _leftOfRun;

    public HistoryRecorder(UpstreamNames upstreamNames, IOptions<AnalyticsOptions> options, PrivacyLevel privacy, TimeProvider time)
    {
        _upstreamNames = upstreamNames;
        _isOn = options.Value.History;
        _privacy = privacy;
        _time = time;
        Begin(time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <inheritdoc/>
    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (_leftOfRun == 0)
        {
            if (!_isOn)
            {
                return;
            }

            _gate.Enter();
            _leftOfRun = EventsPerRun;
        }

        if (query.UnixTimeMs >= _minuteEndMs || query.UnixTimeMs < _minuteStartMs - LateMs)
        {
            Turn(query.UnixTimeMs);
        }

        PrivacyLevel kept = query.Privacy > _privacy ? query.Privacy : _privacy;
        bool isRefused = query.Decision is Decision.Refused;
        _minute.Add(query, keepsClient: kept is PrivacyLevel.Full && !isRefused);
        if (kept <= PrivacyLevel.NoClients && !isRefused && name.Length > 0)
        {
            (query.Decision is Decision.Blocked ? _blocked : _names).Add(query.NameHash, name);
        }

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

        // Also when nobody asks anything: the minute is over.
        if (_isOn && _time.GetUtcNow().ToUnixTimeMilliseconds() is var now && now >= _minuteEndMs + LateMs)
        {
            lock (_gate)
            {
                Turn(now);
            }
        }
    }

    /// <summary>The running minute as far as it is counted, and the names of the running hour.</summary>
    public HistoryOpen Look()
    {
        lock (_gate)
        {
            return new HistoryOpen(_minute.ToBucket(_minuteStartMs, _upstreamNames.Invoke), Names());
        }
    }

    /// <summary>What is over since the last call, oldest first.</summary>
    public List<HistoryClosed> TakeClosed()
    {
        lock (_gate)
        {
            List<HistoryClosed> taken = [.. _closed];
            _closed.Clear();
            return taken;
        }
    }

    /// <summary>Ends the running minute early; the thread that drains the events has ended.</summary>
    public void End()
    {
        lock (_gate)
        {
            Turn(_time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    private void Turn(long nowMs)
    {
        if (_closed.Count == MaxWaiting)
        {
            _ = _closed.Dequeue();
        }

        bool isHourOver = nowMs >= _hourEndMs || nowMs < _hourStartMs;
        _closed.Enqueue(new HistoryClosed(_minute.ToBucket(_minuteStartMs, _upstreamNames.Invoke), isHourOver ? Names() : null));
        _minute.Clear();
        Begin(nowMs);
    }

    private void Begin(long nowMs)
    {
        (_minuteStartMs, _minuteEndMs) = HistoryCalendar.Around(nowMs, HistoryStep.Minute, _time.LocalTimeZone);
        if (nowMs >= _hourEndMs || nowMs < _hourStartMs)
        {
            (_hourStartMs, _hourEndMs) = HistoryCalendar.Around(nowMs, HistoryStep.Hour, _time.LocalTimeZone);
            _names = new HeavyHitters(NameCounters);
            _blocked = new HeavyHitters(NameCounters);
        }
    }

    private HistoryBucket Names() => new(_hourStartMs) { Names = Top(_names), Blocked = Top(_blocked) };

    private static NameCount[] Top(HeavyHitters sketch) =>
        [.. sketch.Top(HistoryBucket.MaxNames).Select(hitter => new NameCount(DomainNameText.ToText(hitter.Key), hitter.Count, hitter.MaxError))];
}

/// <summary>Address of an upstream by its number, as configured.</summary>
internal delegate string UpstreamNames(byte number);

/// <param name="Minute">What is counted of it so far.</param>
/// <param name="Names">A bucket of the running hour with names only.</param>
internal sealed record HistoryOpen(HistoryBucket Minute, HistoryBucket Names);

/// <param name="HourNames">Where with the minute an hour ended: a bucket of that hour with names only.</param>
internal sealed record HistoryClosed(HistoryBucket Minute, HistoryBucket? HourNames);
