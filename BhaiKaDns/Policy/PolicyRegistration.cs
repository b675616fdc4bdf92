using System.Net;
using System.Reflection;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy;

/// <summary>Puts lists, rules and the policy in force into the container.</summary>
internal static class PolicyRegistration
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Needs <see cref="Hosting.DataDirectory"/>, <see cref="Hosting.HealthBoard"/> and <see cref="TimeProvider"/> as singletons.</summary>
    public static IServiceCollection AddPolicy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<FilteringOptions, FilteringOptionsValidator>(configuration, FilteringOptions.Section, new FilteringListsValidator());
        services.AddSection<PolicyOptions, PolicyOptionsValidator>(
            configuration, PolicyOptions.Section, new PolicyContentValidator(), new AnswerSettingsValidator(), new PeopleValidator(configuration));
        services.AddHttpClient(ListDownloader.ClientName, ConfigureClient).ConfigurePrimaryHttpMessageHandler(() => MakeHandler(isTrusted: false));
        services.AddHttpClient(ListDownloader.TrustedClientName, ConfigureClient).ConfigurePrimaryHttpMessageHandler(() => MakeHandler(isTrusted: true));
        return services
            .AddSingleton<AnswerSettings>()
            .AddSingleton<PolicyMetrics>()
            .AddSingleton<ListCatalog>()
            .AddSingleton<ListDefinitions>()
            .AddSingleton<ListHits>()
            .AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<ListHits>())
            .AddSingleton<ListOverview>()
            .AddSingleton<ListFiles>()
            .AddSingleton<ListDownloader>()
            .AddSingleton<ListProgress>()
            .AddSingleton<ListUpdater>()
            .AddSingleton<ListHealth>()
            .AddSingleton<ListCompiler>()
            .AddSingleton<RecordBook>()
            .AddSingleton<PolicyDocuments>()
            .AddSingleton<PolicyStore>()
            .AddSingleton<PolicyEditor>()
            .AddSingleton<PolicyActions>()
            .AddSingleton<PeopleExplainer>()
            .AddSingleton<LearnedNames>()
            .AddSingleton<LearnedNamesFile>()
            .AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<LearnedNames>())
            .AddSingleton(provider => new LateWork("forgetting rules and pauses that ended meanwhile", provider.GetRequiredService<PolicyActions>().ForgetEndedAsync))
            .AddHostedService<PolicyTicker>()
            .AddSingleton<NeighbourWatch>()
            .AddHostedService(provider => provider.GetRequiredService<NeighbourWatch>())
            .AddHostedService<NameLearner>()
            .AddSingleton<PolicyExplainer>()
            .AddSingleton<ListRefresher>()
            .AddHostedService(provider => provider.GetRequiredService<ListRefresher>())
            .AddHostedService<HostsFileWatcher>()
            .AddHostedService<ListHitsKeeper>();
    }

    private static void ConfigureClient(HttpClient client)
    {
        string version = typeof(PolicyRegistration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"BhaiKaDns/{version}");

        // The downloader bounds the whole of a download itself; this would bound the time to its headers only.
        client.Timeout = Timeout.InfiniteTimeSpan;
    }

    // This handler follows redirects to http and https alone, and never from https back to http.
    // One handler for each trust: a connection that one opened must not serve the other. Through a proxy nobody could judge where a URL leads.
    private static SocketsHttpHandler MakeHandler(bool isTrusted) => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli | DecompressionMethods.Deflate,
        AllowAutoRedirect = true,
        MaxAutomaticRedirections = MaxRedirects,
        ConnectTimeout = ConnectTimeout,
        UseCookies = false,
        UseProxy = isTrusted,
        ConnectCallback = OutboundAddresses.Connector(mayBePrivate: isTrusted),
    };
}
