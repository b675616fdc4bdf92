using System.Diagnostics.Metrics;

namespace BhaiKaDns.Hosting;

/// <summary>Meter <c>BhaiKaDns.Hosting</c>: what is running.</summary>
internal sealed class HostingMetrics
{
    public const string MeterName = "BhaiKaDns.Hosting";

    private readonly Meter _meter;

    public HostingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        KeyValuePair<string, object?> version = new("version", ProductVersion.Current);
        _meter.CreateObservableGauge(
            "bhaikadns.build.info", () => new Measurement<int>(1, version), "{build}", "Always 1; the label tells which version runs.");
    }
}
