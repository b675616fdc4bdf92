using BhaiKaDns.Administration;
using BhaiKaDns.Audit;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;
using BhaiKaDns.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace BhaiKaDns.Policy;

/// <summary>The whole slice over a directory of its own, with a web server in memory (or, when real, none) and a clock that stands still.</summary>
internal sealed class PolicyHome : IDisposable
{
    private readonly bool _ownsDirectory;
    private readonly ServiceProvider _services;

    public PolicyHome(Dictionary<string, string?> settings, string? directory = null, bool isReal = false)
    {
        _ownsDirectory = directory is null;
        Path = directory ?? Directory.CreateTempSubdirectory("bkd").FullName;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        IServiceCollection services = new ServiceCollection()
            .AddSingleton(new DataDirectory(Path))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<HealthBoard>()
            .AddMetrics()
            .AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)))
            .AddStorage(configuration)
            .AddPolicy(configuration)
            .AddAudit()
            .AddIntelligence(configuration)
            .AddAdministration();
        _services = (isReal ? services : services.AddSingleton<IHttpClientFactory>(Server)).BuildServiceProvider();
    }

    public string Path { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = new();

    public ListServer Server { get; } = new();

    public PolicyStore Store => Get<PolicyStore>();

    public ListRefresher Refresher => Get<ListRefresher>();

    public HealthPart Health => Get<HealthBoard>().Parts.Single(part => part.Name == ListHealth.Part);

    public int Warnings => Logs.GetSnapshot().Count(log => log.Level >= LogLevel.Warning);

    public static Dictionary<string, string?> OneList(string source, string kind = "Block") => new()
    {
        ["Filtering:Lists:0:Name"] = "one",
        ["Filtering:Lists:0:Source"] = source,
        ["Filtering:Lists:0:Kind"] = kind,
    };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Verdict Judge(string name) => Store.Current.Judge(NameSetTests.Wire(name), RecordType.A, 0);

    /// <summary>Ends everything that runs; the directory stays for another home.</summary>
    public void DisposeServices() => _services.Dispose();

    public void Dispose()
    {
        _services.Dispose();
        if (_ownsDirectory)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
