using System.Diagnostics.Metrics;

namespace BhaiKaDns.Components;

/// <summary>Meter <c>BhaiKaDns.Components</c>: how many pages are being kept up to date.</summary>
internal sealed class ComponentsMetrics
{
    public const string MeterName = "BhaiKaDns.Components";

    private readonly UpDownCounter<int> _openPages;

    public ComponentsMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _openPages = meter.CreateUpDownCounter<int>("bhaikadns.pages.open", "{page}", "Pages that browsers have open and that are redrawn every second.");
    }

    /// <summary>Counts one page until the result is disposed of.</summary>
    public IDisposable PageOpened()
    {
        _openPages.Add(1);
        return new OpenPage(_openPages);
    }

    private sealed class OpenPage(UpDownCounter<int> openPages) : IDisposable
    {
        public void Dispose() => openPages.Add(-1);
    }
}
