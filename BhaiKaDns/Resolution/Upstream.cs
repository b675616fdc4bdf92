namespace BhaiKaDns.Resolution;

/// <summary>One upstream and what is known of it: how fast, how healthy, what it cannot do. Safe from any thread.</summary>
internal sealed class Upstream
{
    /// <summary>Failures in a row after which an upstream is asked last.</summary>
    public const int FailingAfter = 3;

    private const int OtherCaseAfter = 3;
    private const long PlainCaseForMs = 3_600_000;
    private const long WithoutEdnsForMs = 900_000;
    private const long FirstProbeAfterMs = 1_000;
    private const long LastProbeAfterMs = 60_000;

    /// <summary>Score of one that was never measured: better than a far one, worse than a near one.</summary>
    private const double UntriedMs = 150;

    /// <summary>A measurement loses half its weight against others' after this time, so that nothing is judged for ever by one bad hour.</summary>
    private const double ScoreHalvesAfterMs = 300_000;

    private readonly Lock _gate = new();
    private readonly byte[] _socketAddress;
    private readonly LatencyHistory _history = new();
    private double _smoothedMs;
    private long _measuredAtMs;
    private int _failuresInARow;
    private long _probeAtMs;
    private int _otherCaseInARow;
    private long _plainCaseUntilMs = long.MinValue;
    private long _withoutEdnsUntilMs = long.MinValue;
    private long _queries;
    private long _failures;
    private DateTimeOffset _since;

    public Upstream(byte number, UpstreamAddress address, DateTimeOffset now)
    {
        Number = number;
        Address = address;
        _since = now;
        Tag = new KeyValuePair<string, object?>("upstream", address.Text);
        System.Net.SocketAddress octets = address.Endpoint.Serialize();
        _socketAddress = octets.Buffer.Span[..octets.Size].ToArray();
    }

    /// <summary>1-based, as query events and answers carry it.</summary>
    public byte Number { get; }

    public UpstreamAddress Address { get; }

    /// <summary>The label of its metrics, made once.</summary>
    public KeyValuePair<string, object?> Tag { get; }

    /// <summary>The address as the system's socket calls take it.</summary>
    public ReadOnlySpan<byte> SocketAddress => _socketAddress;

    public bool IsFailing => Volatile.Read(ref _failuresInARow) >= FailingAfter;

    public bool IsUntried => Volatile.Read(ref _smoothedMs) == 0;

    /// <summary>Smoothed time to an answer in milliseconds, 0 while unknown.</summary>
    public double SmoothedMs => Volatile.Read(ref _smoothedMs);

    public bool TakesEdns(long nowMs) => nowMs >= Volatile.Read(ref _withoutEdnsUntilMs);

    public bool KeepsCase(long nowMs) => nowMs >= Volatile.Read(ref _plainCaseUntilMs);

    /// <summary>Lower is better; for comparison among upstreams of one set only.</summary>
    public double Score(long nowMs)
    {
        lock (_gate)
        {
            return _smoothedMs == 0 ? UntriedMs : _smoothedMs * Math.Pow(0.5, (nowMs - _measuredAtMs) / ScoreHalvesAfterMs);
        }
    }

    public void CountQuery() => Interlocked.Increment(ref _queries);

    /// <summary>Whether it is time to try one that fails or was never tried, beside another; true for one caller each time.</summary>
    public bool TryClaimProbe(long nowMs)
    {
        lock (_gate)
        {
            if (nowMs < _probeAtMs)
            {
                return false;
            }

            int doublings = Math.Clamp(_failuresInARow - FailingAfter, 0, 6);
            _probeAtMs = nowMs + Math.Min(FirstProbeAfterMs << doublings, LastProbeAfterMs);
            return true;
        }
    }

    /// <summary>An answer came. True if the upstream was failing until now.</summary>
    public bool RecordAnswer(double elapsedMs, long nowMs, DateTimeOffset now)
    {
        lock (_gate)
        {
            Measure(Math.Max(elapsedMs, 0.001), 8, nowMs);
            _history.Answered(elapsedMs, nowMs);
            bool wasFailing = _failuresInARow >= FailingAfter;
            _failuresInARow = 0;
            _since = wasFailing ? now : _since;
            return wasFailing;
        }
    }

    /// <summary>Nothing usable came for so long. True if the upstream counts as failing from now on.</summary>
    public bool RecordFailure(double elapsedMs, long nowMs, DateTimeOffset now)
    {
        Interlocked.Increment(ref _failures);
        lock (_gate)
        {
            // One that refuses at once must not look fast.
            Measure(Math.Max(elapsedMs, 1_000), 4, nowMs);
            _history.Failed(nowMs);
            if (++_failuresInARow != FailingAfter)
            {
                return false;
            }

            _since = now;
            _probeAtMs = nowMs + FirstProbeAfterMs;
            return true;
        }
    }

    /// <summary>The name came back in other letters than it was sent. True when the upstream is sent plain case from now on.</summary>
    public bool RecordOtherCase(long nowMs)
    {
        lock (_gate)
        {
            if (++_otherCaseInARow < OtherCaseAfter)
            {
                return false;
            }

            _otherCaseInARow = 0;
            _plainCaseUntilMs = nowMs + PlainCaseForMs;
            return true;
        }
    }

    /// <summary>A good answer came: what it shows of the upstream's abilities.</summary>
    /// <param name="keptCase">The name was sent in mixed case and came back so.</param>
    /// <param name="withoutEdns">It could not answer the same with EDNS.</param>
    public void RecordReadable(bool keptCase, bool withoutEdns, long nowMs)
    {
        if (keptCase)
        {
            Volatile.Write(ref _otherCaseInARow, 0);
        }

        if (withoutEdns)
        {
            Volatile.Write(ref _withoutEdnsUntilMs, nowMs + WithoutEdnsForMs);
        }
    }

    /// <summary>The last hour, minute by minute, oldest first.</summary>
    public IReadOnlyList<LatencyMinute> History(long nowMs)
    {
        lock (_gate)
        {
            return _history.Read(nowMs);
        }
    }

    public UpstreamStatus Status()
    {
        lock (_gate)
        {
            return new UpstreamStatus(
                Number,
                Address.Text,
                _smoothedMs == 0 ? null : TimeSpan.FromMilliseconds(_smoothedMs),
                Interlocked.Read(ref _queries),
                Interlocked.Read(ref _failures),
                _failuresInARow < FailingAfter,
                _since);
        }
    }

    // RFC 6298's way of smoothing with a weight of one in so many.
    private void Measure(double sampleMs, int weight, long nowMs)
    {
        _smoothedMs = _smoothedMs == 0 ? sampleMs : _smoothedMs + ((sampleMs - _smoothedMs) / weight);
        _measuredAtMs = nowMs;
    }
}

/// <summary>One upstream as pages and status show it.</summary>
/// <param name="Address">As configured.</param>
/// <param name="SmoothedRtt">Null while it was never measured.</param>
/// <param name="Since">Since when it is healthy, or failing.</param>
internal sealed record UpstreamStatus(byte Number, string Address, TimeSpan? SmoothedRtt, long Queries, long Failures, bool IsHealthy, DateTimeOffset Since);
