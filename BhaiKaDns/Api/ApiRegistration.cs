using BhaiKaDns.Analytics;
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

    /// <summary>Needs an <see cref="ApiSources"/> beside it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRouting();
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
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
        app.Use(next => context => identification.InvokeAsync(context, next));
        app.Use(next => context => gate.InvokeAsync(context, next));
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
        api.MapPeople();
        api.MapLists();
        api.MapImport();
        return app;
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
