using BhaiKaDns.Analytics;
using BhaiKaDns.Api;
using BhaiKaDns.Commands;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Queries;

namespace BhaiKaDns;

/// <summary>The composition root: the only file that sees every floor, and the table of contents of the house.</summary>
internal static class Program
{
    // SIGTERM has five seconds in all; what is left after this goes to flushing and to the runtime's own end.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    public static Task<int> Main(string[] arguments) => CommandLine.InvokeAsync(
        arguments, Composition, AppContext.BaseDirectory, Environment.GetEnvironmentVariables(), Console.Out, Console.Error);

    internal static Composition Composition { get; } = new() { AddSlices = AddSlices, Build = Build, ExplainOffline = ExplainOfflineAsync };

    /// <summary>
    /// Every slice, one line each. Hosted services start in this order and stop in the reverse one: what keeps and loads first, then
    /// the DNS listeners; the web server is last by itself, so answers never wait for pages.
    /// </summary>
    internal static void AddSlices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHosting(configuration);
        services.AddApi(configuration);
        services.AddSingleton(Join);
    }

    /// <summary>Everything that is served over HTTP.</summary>
    internal static void MapEdges(WebApplication app)
    {
        app.UseApiDoor();
        app.MapApi();
    }

    /// <summary>Where the API meets the slices that know the answers.</summary>
    internal static ApiSources Join(IServiceProvider services) => new()
    {
        Totals = static () => new LiveTotals(0, 0, 0, 0, 0, 0),
        Explain = static (request, _) => ValueTask.FromResult(new Explanation(request, Decision.Allowed, Reason.None, [])),
    };

    /// <summary>What <c>why</c> answers when no instance runs.</summary>
    internal static ValueTask<Explanation> ExplainOfflineAsync(LoadedSettings settings, ExplainRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Explanation(request, Decision.Allowed, Reason.None, []));

    /// <summary>Builds the server from settings that were found good. Only what is used is loaded: an empty builder starts in half the time.</summary>
    internal static WebApplication Build(LoadedSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        bool started = false;
        builder.Logging.AddConsoleLines(settings.Configuration, () => started);
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(settings);
        builder.WebHost.UseKestrelCore();
        AddSlices(builder.Services, settings.Configuration);

        WebApplication app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        MapEdges(app);
        return app;
    }
}
