using BhaiKaDns.Access;
using BhaiKaDns.Analytics;
using BhaiKaDns.Api.Requests;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary>HTTP: health, metrics, and the API on the control socket.</summary>
internal static class ApiRegistration
{
    public const string ApiPath = "/api/v1";

    /// <summary>Needs an <see cref="ApiSources"/> beside it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRouting();
        services.ConfigureHttpJsonOptions(ApiJsonSettings.Apply);
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.TryAddSingleton<RequestBudget>();
        services.TryAddSingleton<IdempotencyKeys>();
        services.TryAddSingleton<ListDocuments>();
        services.AddMetricsExport();
        services.TryAddSingleton<HttpListeners>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(static provider => provider.GetRequiredService<HttpListeners>());
        services.AddSingleton<IConfigureOptions<SocketTransportOptions>>(static provider => provider.GetRequiredService<HttpListeners>());
        services.AddSingleton(CreateServer);
        services.TryAddSingleton<AccessGuard>();
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
        RequestBudget budget = app.Services.GetRequiredService<RequestBudget>();
        IdempotencyKeys keys = app.Services.GetRequiredService<IdempotencyKeys>();
        app.Use(next => context => KnowOwner(context, next));
        app.Use(next => context => IsApi(context) ? budget.InvokeAsync(context, next) : next(context));
        app.Use(next => context => IsApi(context) ? PermissionGate.InvokeAsync(context, next) : next(context));
        app.Use(next => context => IsApi(context) ? JsonBody.InvokeAsync(context, next) : next(context));
        app.Use(next => context => IsApi(context) ? keys.InvokeAsync(context, next) : next(context));
        DurationExposition durations = app.Services.GetRequiredService<DurationExposition>();
        app.Use(next => context => context.Request.Path == MetricsEndpoints.Path ? durations.InvokeAsync(context, next) : next(context));
        return app;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();

        RouteGroupBuilder api = app.MapGroup(ApiPath);
        api.MapStatus();
        api.MapWhy();
        api.MapServices();
        api.MapActions();
        api.MapDevices();
        api.MapGroups();
        api.MapSchedules();
        api.MapRules();
        api.MapRecords();
        api.MapLists();
        api.MapListTexts();
        api.MapImport();
        api.MapSettings();
        api.MapUpstreams();
        api.MapCache();
        api.MapLog();
        return app;
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase);

    private static Task KnowOwner(HttpContext context, RequestDelegate next)
    {
        if (ControlConnection.Carries(context))
        {
            context.User = ActorClaims.ToPrincipal(Actor.Command);
        }

        return next(context);
    }

    private static IServer CreateServer(IServiceProvider provider)
    {
        IOptions<KestrelServerOptions> options = provider.GetRequiredService<IOptions<KestrelServerOptions>>();
        _ = options.Value;
        return provider.GetRequiredService<HttpListeners>().IsSilent
            ? new NoHttpServer()
            : new KestrelServer(options, provider.GetRequiredService<IConnectionListenerFactory>(), provider.GetRequiredService<ILoggerFactory>());
    }
}
