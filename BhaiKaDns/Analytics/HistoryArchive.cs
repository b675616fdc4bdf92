using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Analytics;

/// <summary>
/// Minutes, hours and days on disk, and the hour and the day that are not over. Both are put together again from what is on disk, so a
/// killed process has lost its last minute and the names of the last five. Safe from any thread; throws what files throw.
/// </summary>
internal sealed class HistoryArchive(DataDirectory directory, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    public static readonly TimeSpan MinutesKept = TimeSpan.FromDays(2);
    public static readonly TimeSpan HoursKept = TimeSpan.FromDays(100);

    private readonly Lock _gate = new();
    private readonly string _folder = directory.Combine("history");
    private readonly HistoryFile _minutes = new(directory.Combine("history", "minutes"));
    private readonly HistoryFile _hours = new(directory.Combine("history", "hours"));
    private readonly HistoryFile _days = new(directory.Combine("history", "days"));
    private readonly string _namesPath = directory.Combine("history", "names");
    private HistoryBucket? _hour;
    private HistoryBucket? _day;
    private long _hourEndMs;
    private long _dayEndMs;
    private bool _isOpen;

    /// <summary>Reads what earlier runs wrote; does nothing when that was done.</summary>
    public HistoryDamage Open()
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                return default;
            }

            PrivateFile.CreateFolder(_folder);
            HistoryDamage[] damage = [_minutes.Open(), _hours.Open(), _days.Open()];
            RollUp(time.GetUtcNow().ToUnixTimeMilliseconds());
            _isOpen = true;
            return new HistoryDamage(damage.Sum(file => file.Cut), damage.Sum(file => file.Places));
        }
    }

    /// <summary>Takes over a minute that is over.</summary>
    public void Add(HistoryClosed closed)
    {
        lock (_gate)
        {
            AdvanceTo(closed.Minute.StartMs);
            if (closed.Minute.Totals.Queries > 0)
            {
                _hour = HistoryBucket.Sum(_hour!.StartMs, [_hour, closed.Minute]);
                _minutes.Append(closed.Minute);
            }

            if (closed.HourNames is { } names && names.StartMs == _hour!.StartMs)
            {
                _hour = HistoryBucket.Sum(_hour.StartMs, [_hour, names]);
            }
        }
    }

    /// <summary>Writes the names of the running hour where a restart finds them.</summary>
    public void KeepNames(HistoryBucket names)
    {
        lock (_gate)
        {
            HistoryBucket earlier = _hour is { } hour && hour.StartMs == names.StartMs
                ? new HistoryBucket(hour.StartMs) { Names = hour.Names, Blocked = hour.Blocked }
                : new HistoryBucket(names.StartMs);
            byte[] octets = HistoryRecord.Write(HistoryBucket.Sum(names.StartMs, [earlier, names]));
            using (FileStream file = PrivateFile.Open(_namesPath + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(octets);
            }

            File.Move(_namesPath + ".new", _namesPath, overwrite: true);
        }
    }

    /// <summary>Buckets that begin in a span, oldest first, the running hour and day included.</summary>
    public List<HistoryBucket> Read(HistoryStep step, long fromMs, long toMs)
    {
        lock (_gate)
        {
            List<HistoryBucket> found = FileOf(step).Read(fromMs, toMs);
            HistoryBucket?[] running = step switch
            {
                HistoryStep.Hour => [_hour],
                HistoryStep.Day => [_day, _hour is { } hour ? hour with { StartMs = StartOf(hour.StartMs, HistoryStep.Day) } : null],
                _ => [],
            };
            found.AddRange(running.OfType<HistoryBucket>().Where(bucket => bucket.StartMs >= fromMs && bucket.StartMs < toMs));
            return found;
        }
    }

    private long Kept(TimeSpan span) => (long)Math.Min(span.TotalMilliseconds, options.Value.Retention.TotalMilliseconds);

    private HistoryFile FileOf(HistoryStep step) => step switch
    {
        HistoryStep.Hour => _hours,
        HistoryStep.Day => _days,
        _ => _minutes,
    };

    private long StartOf(long unixTimeMs, HistoryStep step) => HistoryCalendar.Around(unixTimeMs, step, time.LocalTimeZone).StartMs;

    // What was not closed when the last run ended: of its minutes hours are made, of its hours days.
    private void RollUp(long nowMs)
    {
        HistoryBucket? names = File.Exists(_namesPath) ? HistoryRecord.Read(File.ReadAllBytes(_namesPath)) : null;
        long hour = StartOf(nowMs, HistoryStep.Hour);
        foreach (HistoryBucket bucket in Groups(_minutes, HistoryStep.Hour, _hours.LastStartMs))
        {
            HistoryBucket whole = names?.StartMs == bucket.StartMs ? HistoryBucket.Sum(bucket.StartMs, [bucket, names]) : bucket;
            if (bucket.StartMs < hour)
            {
                _hours.Append(whole);
            }
            else
            {
                _hour = whole;
                _hourEndMs = HistoryCalendar.Around(whole.StartMs, HistoryStep.Hour, time.LocalTimeZone).EndMs;
            }
        }

        long day = StartOf(nowMs, HistoryStep.Day);
        foreach (HistoryBucket bucket in Groups(_hours, HistoryStep.Day, _days.LastStartMs))
        {
            if (bucket.StartMs < day)
            {
                _days.Append(bucket);
            }
            else
            {
                _day = bucket;
                _dayEndMs = HistoryCalendar.Around(bucket.StartMs, HistoryStep.Day, time.LocalTimeZone).EndMs;
            }
        }
    }

    private IEnumerable<HistoryBucket> Groups(HistoryFile file, HistoryStep step, long afterMs) =>
        [.. file.Read(afterMs, long.MaxValue)
            .GroupBy(bucket => StartOf(bucket.StartMs, step))
            .Where(group => group.Key > afterMs)
            .OrderBy(group => group.Key)
            .Select(group => HistoryBucket.Sum(group.Key, [.. group]))];

    private void AdvanceTo(long unixTimeMs)
    {
        if (_hour is { } hour && (unixTimeMs >= _hourEndMs || unixTimeMs < hour.StartMs))
        {
            CloseHour(hour);
        }

        if (_day is { } day && (unixTimeMs >= _dayEndMs || unixTimeMs < day.StartMs))
        {
            _day = null;
            _days.Append(day);
            _days.Forget(unixTimeMs - Kept(options.Value.Retention));
        }

        if (_hour is null)
        {
            (long start, _hourEndMs) = HistoryCalendar.Around(unixTimeMs, HistoryStep.Hour, time.LocalTimeZone);
            _hour = new HistoryBucket(start);
        }
    }

    private void CloseHour(HistoryBucket hour)
    {
        _hour = null;
        if (hour.Totals.Queries == 0)
        {
            return;
        }

        if (_day is null)
        {
            (long start, _dayEndMs) = HistoryCalendar.Around(hour.StartMs, HistoryStep.Day, time.LocalTimeZone);
            _day = new HistoryBucket(start);
        }

        _day = HistoryBucket.Sum(_day.StartMs, [_day, hour]);
        _hours.Append(hour);
        _hours.Forget(hour.StartMs - Kept(HoursKept));
        _minutes.Forget(hour.StartMs - Kept(MinutesKept));
    }
}
