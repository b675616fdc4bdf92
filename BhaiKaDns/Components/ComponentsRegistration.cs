using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Components.Assets;
using BhaiKaDns.Components.BlockPage;
using BhaiKaDns.Components.Frame;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Pages.People;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace BhaiKaDns.Components;

/// <summary>The pages. They need a <c>Func&lt;LiveSnapshot&gt;</c>, a <see cref="ListNames"/> and the health board from elsewhere.</summary>
internal static class ComponentsRegistration
{
    // A circuit holds its page in memory. A phone that went to sleep comes back within a minute or loads the page anew.
    private const int MaxCircuitsKept = 20;
    private static readonly TimeSpan CircuitKeptFor = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitMaxRetained = MaxCircuitsKept;
            options.DisconnectedCircuitRetentionPeriod = CircuitKeptFor;
        });
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.AddDataProtection();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, PageKeys>();
        services.AddMudServices();
        services.AddSingleton<LanguageCatalog>();
        services.AddScoped<Texts>();
        services.AddScoped<Notices>();
        services.AddPeoplePages();
        services.AddBlockPage();
        services.AddSingleton(_ => new EmbeddedAssetCatalog(typeof(ComponentsRegistration).Assembly));
        services.AddSingleton<DeviceNames>(static provider => client => provider.GetRequiredService<HomeNames>().DeviceOf(client));
        services.AddSingleton<ComponentsMetrics>();
        return services;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapLanguages();
        app.MapEmbeddedAssets(app.Services.GetRequiredService<EmbeddedAssetCatalog>());
        // In a home the way to the browser is short: compressing every redraw costs memory for each circuit and saves nothing.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true).Add(PageNeeds.Tell);
        return app;
    }
}
