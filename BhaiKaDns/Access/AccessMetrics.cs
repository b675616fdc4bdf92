using System.Diagnostics.Metrics;

namespace BhaiKaDns.Access;

/// <summary>Meter <c>BhaiKaDns.Access</c>: logins, and what was refused.</summary>
internal sealed class AccessMetrics
{
    public const string MeterName = "BhaiKaDns.Access";

    private static readonly KeyValuePair<string, object?> Good = new("result", "good");
    private static readonly KeyValuePair<string, object?> Wrong = new("result", "wrong");
    private static readonly KeyValuePair<string, object?> Delayed = new("result", "delayed");

    private readonly Counter<long> _logins;
    private readonly Counter<long> _reused;
    private readonly Histogram<double> _hashing;

    public AccessMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _logins = meter.CreateCounter<long>("bhaikadns.access.logins", "{login}", "Logins by their result; delayed ones were not looked at.");
        _reused = meter.CreateCounter<long>("bhaikadns.access.refresh_tokens.reused", "{token}", "Refresh tokens that came a second time; each ended its login.");
        _hashing = meter.CreateHistogram<double>("bhaikadns.access.hashing.duration", "s", "Time that one password took to hash, its turn in the queue included.");
    }

    public void LoggedIn() => _logins.Add(1, Good);

    public void Refused() => _logins.Add(1, Wrong);

    public void Held() => _logins.Add(1, Delayed);

    public void Reused() => _reused.Add(1);

    public void Hashed(TimeSpan elapsed) => _hashing.Record(elapsed.TotalSeconds);
}
