using BhaiKaDns.Analytics;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace BhaiKaDns.Components;

/// <summary>What a page finds around it, with the clock and the numbers in the test's hands.</summary>
internal sealed class PageContext : BunitContext
{
    /// <param name="more">What a page needs besides.</param>
    public PageContext(Action<IServiceCollection>? more = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddMetrics();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<HealthBoard>();
        Services.AddSingleton<ComponentsMetrics>();
        Services.AddLogging();
        Services.AddSingleton(new DataDirectory(Path.Combine(Path.GetTempPath(), "bhaikadns-no-languages")));
        Services.AddSingleton<LanguageCatalog>();
        Services.AddScoped<Texts>();
        Services.AddScoped<Notices>();
        Services.AddSingleton<ListNames>(_ => id => id == 0 ? string.Empty : $"list {id}");
        Services.AddSingleton<Func<LiveSnapshot>>(_ => () =>
        {
            Taken++;
            return Snapshot();
        });
        more?.Invoke(Services);
        // Last: it closes the list of services.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public FakeTimeProvider Time { get; } = new(LiveSnapshotSamples.Moment);

    /// <summary>How often a snapshot was asked for.</summary>
    public int Taken { get; private set; }

    public Func<LiveSnapshot> Snapshot { get; set; } = () => LiveSnapshotSamples.Empty;

    public HealthBoard Health => Services.GetRequiredService<HealthBoard>();
}
