using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Audit;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Storage;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>The pages about people over a real policy: the home of <see cref="PeopleHome"/> and what a test adds to it.</summary>
internal sealed class PeopleContext : IAsyncDisposable
{
    private readonly AuditTrail _trail;
    private readonly QueryLogReader _log;

    private PeopleContext(PolicyHome home, Role role)
    {
        Home = home;
        Actor = Actor.OfUser("asha", role, ActorKind.Session, "192.168.1.5");
        DataDirectory directory = home.Get<DataDirectory>();
        _trail = new AuditTrail(directory, home.Time, home.Get<HealthBoard>(), NullLogger<AuditTrail>.Instance);
        Administration = new PolicyAdministration(home.Get<PolicyEditor>(), home.Get<PolicyActions>(), _trail);
        Requests = new AccessRequests(Administration, _trail, home.Get<StateStore>(), home.Time);
        _log = new QueryLogReader(directory, new QueryLogMetrics(home.Get<System.Diagnostics.Metrics.IMeterFactory>()));
        Page = new PageContext(services =>
        {
            services.AddSingleton(home.Store);
            services.AddSingleton(home.Get<LearnedNames>());
            services.AddSingleton(home.Get<IOptions<PolicyOptions>>());
            services.AddSingleton(Options.Create(new AdminOptions()));
            services.AddSingleton(Administration);
            services.AddSingleton(Requests);
            services.AddSingleton(_log);
            services.AddSingleton<ClientActivity>(() => Activity());
            services.AddSingleton<ReadNeighbours>(() => Neighbours);
            services.AddPeoplePages();
        });
    }

    public PolicyHome Home { get; }

    public PageContext Page { get; }

    public Actor Actor { get; }

    public PolicyAdministration Administration { get; }

    public AccessRequests Requests { get; }

    public IReadOnlyList<Neighbour> Neighbours { get; set; } = [];

    public Func<IReadOnlyDictionary<ClientAddress, ClientNumbers>> Activity { get; set; } = () => new Dictionary<ClientAddress, ClientNumbers>();

    public StoredPolicy Stored => Home.Store.Model.Stored;

    public static async Task<PeopleContext> OpenAsync(Role role = Role.Admin, bool isEmpty = false)
    {
        PolicyHome home = new(isEmpty ? [] : PeopleHome.Settings(PolicyStoreTests.WriteList("ads.example\n")));
        await home.Store.LoadAsync(CancellationToken.None);
        return new PeopleContext(home, role);
    }

    public IRenderedComponent<TPage> Render<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent => Page.Render<TPage>(builder =>
        {
            builder.AddCascadingValue(Actor);
            parameters?.Invoke(builder);
        });

    public void Saw(string address, long queries) =>
        Activity = () => new Dictionary<ClientAddress, ClientNumbers> { [PeopleHome.Address(address)] = new(queries, Blocked: null) };

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        _log.Dispose();
        _trail.Dispose();
        Requests.Dispose();
        Home.Dispose();
    }
}
