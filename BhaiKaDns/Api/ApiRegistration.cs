using BhaiKaDns.Analytics;
using BhaiKaDns.Api.AdGuardHome;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.PiHole;
using BhaiKaDns.Api.Requests;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary>HTTP: health, metrics, and the API.</summary>
internal static class ApiRegistration
{
    public const string ApiPath = "/api/v1";

    // Ours with its description, Pi-hole's, and AdGuard Home's.
    private static readonly string[] Served = ["/api", "/openapi", "/control"];

    /// <summary>Needs an <see cref="ApiSources"/> beside it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRouting();
        services.ConfigureHttpJsonOptions(ApiJsonSettings.Apply);
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.AddApiDescription();
        services.TryAddSingleton<RequestBudget>();
        services.TryAddSingleton<IdempotencyKeys>();
        services.TryAddSingleton<ListDocuments>();
        services.TryAddSingleton<DayFigures>();
        services.TryAddSingleton<CompatibleLogins>();
        services.TryAddSingleton<CompatibleIdentification>();
        services.AddMetricsExport();
        services.TryAddSingleton<HttpListeners>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(static provider => provider.GetRequiredService<HttpListeners>());
        services.AddSingleton<IConfigureOptions<SocketTransportOptions>>(static provider => provider.GetRequiredService<HttpListeners>());
        services.AddSingleton(CreateServer);
        services.TryAddSingleton<AccessGuard>();
        services.TryAddSingleton<ActorIdentification>();
        services.TryAddSingleton<PermissionGate>();
        services.TryAddSingleton<ErrorBoundary>();
        services.TryAddSingleton<HealthSummary>();
        services.TryAddSingleton<Uptime>();
        services.AddSingleton(static provider => FirstRequest.Of(provider.GetRequiredService<DataDirectory>()));
        return services;
    }

    /// <summary>Puts the door in front of everything that is mapped, here and by the pages.</summary>
    public static WebApplication UseApiDoor(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<Uptime>();
        _ = app.Services.GetRequiredService<HostingMetrics>();
        ErrorBoundary boundary = app.Services.GetRequiredService<ErrorBoundary>();
        AccessGuard guard = app.Services.GetRequiredService<AccessGuard>();
        app.Use(next => context => boundary.InvokeAsync(context, next));
        app.Use(next => context => guard.InvokeAsync(context, next));
        ActorIdentification identification = app.Services.GetRequiredService<ActorIdentification>();
        PermissionGate gate = app.Services.GetRequiredService<PermissionGate>();
        RequestBudget budget = app.Services.GetRequiredService<RequestBudget>();
        IdempotencyKeys keys = app.Services.GetRequiredService<IdempotencyKeys>();
        app.Use(next => context => identification.InvokeAsync(context, next));
        CompatibleIdentification compatible = app.Services.GetRequiredService<CompatibleIdentification>();
        app.Use(next => context => IsApi(context) ? compatible.InvokeAsync(context, next) : next(context));
        app.Use(next => context => IsApi(context) ? budget.InvokeAsync(context, next) : next(context));
        app.Use(next => context => gate.InvokeAsync(context, next));
        app.Use(next => context => IsOurs(context) ? JsonBody.InvokeAsync(context, next) : next(context));
        app.Use(next => context => IsOurs(context) ? keys.InvokeAsync(context, next) : next(context));
        DurationExposition durations = app.Services.GetRequiredService<DurationExposition>();
        app.Use(next => context => context.Request.Path == MetricsEndpoints.Path ? durations.InvokeAsync(context, next) : next(context));
        return app;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();

        RouteGroupBuilder api = app.MapGroup(ApiPath);
        api.MapAuth();
        api.MapTotp();
        api.MapSessions();
        api.MapUsers();
        api.MapTokens();
        api.MapAudit();
        api.MapStatus();
        api.MapWhy();
        api.MapHome();
        api.MapServices();
        api.MapActions();
        api.MapThreats();
        api.MapDevices();
        api.MapGroups();
        api.MapSchedules();
        api.MapRules();
        api.MapRecords();
        api.MapLists();
        api.MapListTexts();
        api.MapListJobs();
        api.MapRuleChecks();
        api.MapImport();
        app.MapApiDescription();
        ApiOptions options = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value;
        if (options.PiHole)
        {
            app.MapPiHole();
        }

        if (options.AdGuardHome)
        {
            app.MapAdGuardHome();
        }

        api.MapQueries();
        api.MapStatistics();
        api.MapSettings();
        api.MapUpstreams();
        api.MapCache();
        api.MapLog();
        return app;
    }

    private static bool IsApi(HttpContext context) => Served.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static bool IsOurs(HttpContext context) => context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase);

    private static IServer CreateServer(IServiceProvider provider)
    {
        IOptions<KestrelServerOptions> options = provider.GetRequiredService<IOptions<KestrelServerOptions>>();
        _ = options.Value;
        return provider.GetRequiredService<HttpListeners>().IsSilent
            ? new NoHttpServer()
            : new KestrelServer(options, provider.GetRequiredService<IConnectionListenerFactory>(), provider.GetRequiredService<ILoggerFactory>());
    }
}
