using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Analytics;
using BhaiKaDns.Audit;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;
using BhaiKaDns.Storage;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
        Services.AddSingleton<DeviceNames>(_ => client => Names.DeviceOf(client));
        Services.AddSingleton(_ => Names);
        Services.AddSingleton<ReadHistory>(_ => (from, to, scope, _) =>
        {
            Scopes.Add(scope);
            return Task.FromResult<(HistoryReport?, QuestionProblem?)>((History(from, to), null));
        });
        Services.AddSingleton(_ => new UpstreamDirectory(Options.Create(new ResolverOptions()), Time));
        Services.AddSingleton(_ => new QueryFeed(Options.Create(new QueryLogOptions()), Time));
        Services.AddSingleton<QueryLogMetrics>();
        Services.AddSingleton<QueryLogReader>();
        Services.AddSingleton<Explain>(_ => (request, _) => ValueTask.FromResult(Explanation(request)));
        Services.AddSingleton<Func<LiveSnapshot>>(_ => () =>
        {
            Taken++;
            return Snapshot();
        });
        IConfiguration configuration = new ConfigurationBuilder().Build();
        Services.AddStorage(configuration).AddPolicy(configuration).AddAudit().AddSingleton<PolicyAdministration>();
        if (more is null)
        {
            // It reads the database, which only the tests that bring more have.
            ComponentFactories.AddStub<AccessRequestList>();
        }

        more?.Invoke(Services);
        // Last: it closes the list of services.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public FakeTimeProvider Time { get; } = new(LiveSnapshotSamples.Moment);

    /// <summary>How often a snapshot was asked for.</summary>
    public int Taken { get; private set; }

    public Func<LiveSnapshot> Snapshot { get; set; } = () => LiveSnapshotSamples.Empty;

    public HomeNames Names { get; set; } = HomeNamesSamples.Nobody;

    /// <summary>Whose history was asked for, in order.</summary>
    public List<HistoryScope> Scopes { get; } = [];

    public Func<DateTimeOffset, DateTimeOffset, HistoryReport> History { get; set; } = HistoryReportSamples.Empty;

    public Func<ExplainRequest, Explanation> Explanation { get; set; } = request => new Explanation(request, Decision.Allowed, Reason.None, []);

    public QueryFeed Feed => Services.GetRequiredService<QueryFeed>();

    public HealthBoard Health => Services.GetRequiredService<HealthBoard>();
}
