using BhaiKaDns.Analytics;
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
    private const string ApiPath = "/api/v1";

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
        DurationExposition durations = app.Services.GetRequiredService<DurationExposition>();
        app.Use(next => context => context.Request.Path == MetricsEndpoints.Path ? durations.InvokeAsync(context, next) : next(context));
        return app;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();

        // Only the owner of the data directory, until accounts exist: there is no other way yet to know who asks.
        RouteGroupBuilder api = app.MapGroup(ApiPath).AddEndpointFilter(static (context, next) =>
            ControlConnection.Carries(context.HttpContext)
                ? next(context)
                : ValueTask.FromResult<object?>(TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "The API is served on the control socket only.")));
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
