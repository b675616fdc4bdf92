using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Admission;
using BhaiKaDns.Analytics;
using BhaiKaDns.Api;
using BhaiKaDns.Audit;
using BhaiKaDns.Caching;
using BhaiKaDns.Commands;
using BhaiKaDns.Components;
using BhaiKaDns.Components.BlockPage;
using BhaiKaDns.Components.Pages.People;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Import;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Listeners;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;
using BhaiKaDns.Storage;
using BhaiKaDns.Storage.LiteDb;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting.Systemd;

namespace BhaiKaDns;

/// <summary>The composition root: the only file that sees every floor, and the table of contents of the house.</summary>
internal static class Program
{
    // SIGTERM has five seconds in all; what is left after this goes to flushing and to the runtime's own end.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    public static Task<int> Main(string[] arguments) => CommandLine.InvokeAsync(
        arguments, Composition, AppContext.BaseDirectory, Environment.GetEnvironmentVariables(), Console.Out, Console.Error);

    internal static Composition Composition { get; } = new() { BoundHeap = HeapLimit.Apply, AddSlices = AddSlices, Build = Build, OpenAsync = OpenAsync, StayBehindAsync = StayBehindAsync, LetGoAsync = LetGoAsync, LeaveAsync = LeaveAsync, ExplainOffline = ExplainOfflineAsync, ListsOffline = ListsOfflineAsync, ImportOffline = ImportOfflineAsync, AccountsOffline = AccountsOfflineAsync };

    /// <summary>
    /// Every slice, one line each. Hosted services start in this order and stop in the reverse one: what keeps and loads first, then
    /// the DNS listeners; the web server is last by itself, so answers never wait for pages.
    /// </summary>
    internal static void AddSlices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHosting(configuration);
        services.AddStorage(configuration);
        services.AddQueryLog(configuration);
        services.AddAnalytics(configuration);
        services.AddEvents();
        services.AddAdmission(configuration);
        services.AddPolicy(configuration);
        services.AddCaching(configuration);
        services.AddIntelligence(configuration);
        services.AddResolution(configuration);
        services.AddPipeline();
        services.AddAudit();
        services.AddAccess(configuration);
        services.AddAdministration();
        services.AddImport();
        services.AddListeners(configuration);
        services.AddPages();
        services.AddApi(configuration);
        services.AddSingleton(Join);
        services.AddSingleton<Func<IConfiguration, SettingsCatalog>>(static _ => Composition.Catalog);
        services.AddSingleton<Explain>(static provider => provider.GetRequiredService<QuestionExplainer>().ExplainAsync);
        services.AddSingleton<Func<LiveSnapshot>>(static provider => provider.GetRequiredService<LiveStatistics>().Snapshot);
        services.AddSingleton<UpstreamNames>(static provider => number => AddressOf(provider.GetRequiredService<UpstreamDirectory>(), number));
        services.AddSingleton<AnswerForeignName>(static provider => provider.GetRequiredService<BlockPageHandler>().TryAnswerAsync);
        services.AddSingleton<ReadNeighbours>(NeighbourTable.Read);
        services.AddSingleton<ClientActivity>(static provider => () => provider.GetRequiredService<LiveStatistics>().Snapshot().TopClients.ToDictionary(client => client.Client, client => new ClientNumbers(client.Count, Blocked: null)));
        services.AddSingleton<ListNames>(static provider => id => ServiceCatalog.NameOf(id) ?? provider.GetRequiredService<ListCatalog>().NameOf(id) ?? "");
    }

    private static string AddressOf(UpstreamDirectory upstreams, byte number) =>
        number == 0 || number > upstreams.All.Count ? "" : upstreams.All[number - 1].Address.Text;

    /// <summary>
    /// Answers first: the listeners open before pages, metrics and API are put together, which takes longer than all that DNS needs.
    /// </summary>
    internal static async Task OpenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<DnsListenerService>().StartAsync(cancellationToken);
        MapEdges(app);
    }

    /// <summary>What a new house takes from the one before it: the listeners that still answer, and the clock that they count by.</summary>
    internal static void TakeOver(IServiceCollection services, IServiceProvider before)
    {
        services.AddSingleton(new ListenersBefore(before.GetRequiredService<DnsListenerService>()));
        services.AddSingleton(before.GetRequiredService<MonotonicClock>());
        services.AddSingleton(before.GetRequiredService<LogRing>());
        services.AddSingleton(before.GetRequiredService<Uptime>());
    }

    internal static Task StayBehindAsync(WebApplication app)
    {
        app.Services.GetRequiredService<QuietSystemd>().IsHandingOver = true;
        return app.Services.GetRequiredService<DnsListenerService>().StayBehindAsync();
    }

    internal static Task LetGoAsync(WebApplication app)
    {
        app.Services.GetRequiredService<DocumentFile>().Dispose();
        app.Services.GetRequiredService<QueryLogWriter>().Dispose();
        return Task.CompletedTask;
    }

    internal static async Task LeaveAsync(WebApplication old, WebApplication successor)
    {
        await old.Services.GetRequiredService<DnsListenerService>().LeaveAsync(successor.Services.GetRequiredService<DnsListenerService>());
        if (successor.Lifetime.ApplicationStarted.IsCancellationRequested && !successor.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await successor.Services.GetRequiredService<QueryEventPump>().AdoptAsync(old.Services.GetRequiredService<QueryEventRings>());
        }
    }

    /// <summary>Everything that is served over HTTP.</summary>
    internal static void MapEdges(WebApplication app)
    {
        _ = app.Services.GetRequiredService<CachingMetrics>();
        app.UseApiDoor();
        app.MapApi();
        app.MapPages();
    }

    /// <summary>Where the API meets the slices that know the answers.</summary>
    internal static ApiSources Join(IServiceProvider services) => new()
    {
        Totals = () => services.GetRequiredService<LiveStatistics>().Snapshot().Totals,
        Explain = services.GetRequiredService<Explain>(),
    };

    /// <summary>What <c>why</c> answers when no instance runs.</summary>
    internal static async ValueTask<Explanation> ExplainOfflineAsync(LoadedSettings settings, ExplainRequest request, CancellationToken cancellationToken)
    {
        await using ServiceProvider provider = await LoadOfflineAsync(settings, cancellationToken);
        return await provider.GetRequiredService<QuestionExplainer>().ExplainAsync(request, cancellationToken);
    }

    /// <summary>What <c>lists</c> shows when no instance runs.</summary>
    internal static async Task<IReadOnlyList<ListReport>> ListsOfflineAsync(LoadedSettings settings, CancellationToken cancellationToken)
    {
        await using ServiceProvider provider = await LoadOfflineAsync(settings, cancellationToken);
        return provider.GetRequiredService<ListOverview>().Take();
    }

    /// <summary>What <c>import</c> does when no instance runs.</summary>
    internal static async Task<PolicyImportResult> ImportOfflineAsync(LoadedSettings settings, PolicyImport import, bool replace, bool isTrial, CancellationToken cancellationToken)
    {
        await using ServiceProvider provider = BuildOffline(settings);
        return await provider.GetRequiredService<PolicyEditor>().ImportAsync(import, replace, isTrial, cancellationToken);
    }

    /// <summary>What <c>user</c> does when no instance runs.</summary>
    internal static async Task AccountsOfflineAsync(LoadedSettings settings, Func<AccountAdministration, Task> work)
    {
        await using ServiceProvider provider = BuildOffline(settings);
        await work(provider.GetRequiredService<AccountAdministration>());
    }

    /// <summary>The slices with their policy loaded and nothing running.</summary>
    internal static async Task<ServiceProvider> LoadOfflineAsync(LoadedSettings settings, CancellationToken cancellationToken)
    {
        ServiceProvider provider = BuildOffline(settings);
        await provider.GetRequiredService<PolicyStore>().LoadAsync(cancellationToken);
        return provider;
    }

    /// <summary>The slices with nothing loaded and nothing running.</summary>
    internal static ServiceProvider BuildOffline(LoadedSettings settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddMetrics();
        AddSlices(services, settings.Configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>Builds the server from settings that were found good. Only what is used is loaded: an empty builder starts in half the time.</summary>
    /// <param name="before">The server that stood here before and still answers.</param>
    internal static WebApplication Build(LoadedSettings settings, WebApplication? before = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        bool started = false;
        builder.Logging.AddConsoleLines(settings.Configuration, () => started);
        builder.Services.AddSingleton<ILoggerProvider>(static provider => provider.GetRequiredService<LogRing>());
        builder.Services.AddSystemd();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISystemdNotifier>(static provider => provider.GetRequiredService<QuietSystemd>()));
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<SettingsJudge>(static loaded => Composition.Check(loaded));
        if (before is not null)
        {
            TakeOver(builder.Services, before.Services);
        }

        builder.WebHost.UseKestrelCore();
        AddSlices(builder.Services, settings.Configuration);

        WebApplication app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        return app;
    }
}
