using System.Diagnostics.Metrics;

namespace BhaiKaDns.Hosting;

/// <summary>Meter <c>BhaiKaDns.Hosting</c>: what is running.</summary>
internal sealed class HostingMetrics
{
    public const string MeterName = "BhaiKaDns.Hosting";

    private static readonly KeyValuePair<string, object?>[] Parts =
        [.. Enum.GetNames<ErrorPart>().Select(name => new KeyValuePair<string, object?>("part", name.ToLowerInvariant()))];

    private readonly Meter _meter;
    private readonly Counter<long> _errors;

    public HostingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        KeyValuePair<string, object?> version = new("version", ProductVersion.Current);
        _meter.CreateObservableGauge(
            "bhaikadns.build.info", () => new Measurement<int>(1, version), "{build}", "Always 1; the label tells which version runs.");
        _errors = _meter.CreateCounter<long>("bhaikadns.errors", "{error}", "Errors of this server itself that were caught so that the rest goes on, by part.");
    }

    /// <summary>Counts an error of our own.</summary>
    public void Error(ErrorPart part) => _errors.Add(1, Parts[(int)part]);
}

/// <summary>Parts whose own errors are counted; their lower-case names are the label.</summary>
internal enum ErrorPart : byte
{
    Listeners = 0,
    Pipeline,
    Events,
}
