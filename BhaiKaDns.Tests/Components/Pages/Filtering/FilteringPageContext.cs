using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Admission;
using BhaiKaDns.Analytics;
using BhaiKaDns.Audit;
using BhaiKaDns.Caching;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Import;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;
using BhaiKaDns.Storage;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>The whole house below the pages, with a policy that is loaded and nobody listening.</summary>
internal sealed class FilteringPageContext : BunitContext
{
    private readonly TemporaryFolder _folder = new();

    private FilteringPageContext(Dictionary<string, string?> settings)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        settings["Storage:DataDirectory"] = _folder.Path;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Services.AddLogging();
        Services.AddMetrics();
        Services.AddSingleton(configuration);
        Services.AddHosting(configuration);
        Services.AddStorage(configuration);
        Services.AddQueryLog(configuration);
        Services.AddAnalytics(configuration);
        Services.AddEvents();
        Services.AddAdmission(configuration);
        Services.AddPolicy(configuration);
        Services.AddCaching(configuration);
        Services.AddIntelligence(configuration);
        Services.AddResolution(configuration);
        Services.AddPipeline();
        Services.AddAudit();
        Services.AddIntelligence(configuration);
        Services.AddAdministration();
        Services.AddImport();
        Services.AddSingleton<Explain>(provider => provider.GetRequiredService<QuestionExplainer>().ExplainAsync);
        Services.AddSingleton<Func<IConfiguration, SettingsCatalog>>(_ => Program.Composition.Catalog);
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddMudServices();
        Services.AddSingleton<ComponentsMetrics>();
        Services.AddSingleton<LanguageCatalog>();
        Services.AddScoped<Texts>();
        Services.AddScoped<Notices>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));

    public static async Task<FilteringPageContext> OpenAsync(params (string Key, string Value)[] settings)
    {
        FilteringPageContext context = new(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        await context.Get<Policy.PolicyStore>().LoadAsync(CancellationToken.None);
        return context;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public IRenderedComponent<TPage> Show<TPage>(Role role = Role.Admin)
        where TPage : IComponent
    {
        RenderTree.TryAdd<CascadingValue<Actor>>(cascade => cascade.Add(value => value.Value, Actor.OfUser("asha", role, ActorKind.Session, "192.168.1.5")));
        return Render<TPage>();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _folder.Dispose();
        }
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _folder.Dispose();
    }
}
