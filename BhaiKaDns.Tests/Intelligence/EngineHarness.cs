using System.Net;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;
using BhaiKaDns.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BhaiKaDns.Intelligence;

/// <summary>The engine with its shipped models, told of queries over a clock that the test moves.</summary>
internal sealed class EngineHarness : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    /// <param name="settings">As in <c>appsettings.json</c>, sections separated by colons.</param>
    public EngineHarness(params ReadOnlySpan<(string Key, string Value)> settings)
    {
        Dictionary<string, string?> all = new(StringComparer.OrdinalIgnoreCase) { ["Storage:DataDirectory"] = _folder.Path };
        foreach ((string key, string value) in settings)
        {
            all[key] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        ServiceCollection services = new();
        services.AddLogging().AddMetrics().AddSingleton<TimeProvider>(Time);
        services.AddHosting(configuration);
        services.AddStorage(configuration);
        services.AddIntelligence(configuration);
        _services = services.BuildServiceProvider();
        Get<EngineLoader>().Load();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public string Folder => _folder.Path;

    public IReadOnlyList<Finding> Findings => Get<FindingStore>().All;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A query was answered.</summary>
    public void Tell(string name, ResponseCode code = ResponseCode.NoError, string client = "192.168.1.10", RecordType type = RecordType.A, PrivacyLevel privacy = PrivacyLevel.Full)
    {
        byte[] wire = name.Wire();
        Get<ThreatWatch>().Receive(EventOf(wire, code, client, type, privacy), wire);
    }

    public QueryEvent EventOf(byte[] wire, ResponseCode code = ResponseCode.NoError, string client = "192.168.1.10", RecordType type = RecordType.A, PrivacyLevel privacy = PrivacyLevel.Full) => new()
    {
        UnixTimeMs = Time.GetUtcNow().ToUnixTimeMilliseconds(),
        Client = ClientAddress.From(IPAddress.Parse(client)),
        NameHash = SeededHash.Compute(wire, 0),
        NameLength = (byte)wire.Length,
        Type = type,
        ResponseCode = code,
        Decision = Decision.Allowed,
        Source = AnswerSource.Cache,
        Privacy = privacy,
    };

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
