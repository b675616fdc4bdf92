using System.Net;
using BhaiKaDns.Admission;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;
using BhaiKaDns.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// The path of a query with all its real parts, as the program registers them, over a clock that the test moves and a transport to
/// upstreams whose replies the test gives: nothing in it waits for real time.
/// </summary>
internal sealed class PipelineHarness : IDisposable
{
    public const string HomeClient = "192.168.1.10";
    public const string Stranger = "203.0.113.7";

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly byte[] _response = new byte[ushort.MaxValue];
    private int _replied;

    /// <param name="settings">As in <c>appsettings.json</c>, sections separated by colons.</param>
    public PipelineHarness(params ReadOnlySpan<(string Key, string Value)> settings)
    {
        Dictionary<string, string?> all = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:DataDirectory"] = _folder.Path,
            ["Resolver:Upstreams:0"] = "192.0.2.53",
            ["Resolver:Attempts"] = "1",
            ["Cache:Capacity"] = "1000",
        };
        foreach ((string key, string value) in settings)
        {
            all[key] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        ServiceCollection services = new();
        services.AddLogging().AddMetrics().AddSingleton<TimeProvider>(Time);
        services.AddHosting(configuration);
        services.AddEvents();
        services.AddAdmission(configuration);
        services.AddStorage(configuration);
        services.AddPolicy(configuration);
        services.AddCaching(configuration);
        services.AddIntelligence(configuration);
        services.AddResolution(configuration);
        services.AddPipeline();
        services.AddSingleton(new UpstreamTransports(Upstream, Upstream));
        _services = services.BuildServiceProvider();
        Clock = Get<MonotonicClock>();
        Time.Advance(TimeSpan.FromMinutes(10));
        Lane = Pipeline.OpenLane(isRateShared: false);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public HeldTransport Upstream { get; } = new();

    public MonotonicClock Clock { get; }

    public int Lane { get; }

    public QueryPipeline Pipeline => Get<QueryPipeline>();

    public PolicyStore Policies => Get<PolicyStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A query as a listener hands it to the pipeline: received now.</summary>
    public QueryContext Receive(ClientQuery query, string client = HomeClient, TransportProtocol protocol = TransportProtocol.Udp)
    {
        byte[] message = query.ToMessage();
        QueryContext context = new()
        {
            Client = ClientAddress.From(IPAddress.Parse(client)),
            Protocol = protocol,
            Lane = Lane,
            ReceivedTimestamp = Clock.Timestamp,
            ReceivedAtMs = Clock.Milliseconds,
        };
        context.Receive(message, 0, message.Length);
        return context;
    }

    /// <summary>Lets a query through the pipeline as a batch of one.</summary>
    public AskedQuery Ask(ClientQuery query, string client = HomeClient, TransportProtocol protocol = TransportProtocol.Udp) =>
        Handle(Receive(query, client, protocol));

    public AskedQuery Ask(string name) => Ask(new ClientQuery(name));

    public AskedQuery Handle(QueryContext context)
    {
        RecordingSink sink = new();
        context.Sink = sink;
        HandlingResult result = Pipeline.TryHandle(context, _response, out int length);
        byte[]? inPlace = result is HandlingResult.Answered ? _response[..length] : null;
        InPlace(() => Pipeline.EndBatch(Lane, context.ReceivedTimestamp));
        return new AskedQuery(result, inPlace, sink);
    }

    /// <summary>Lets the upstream answer the oldest exchange that waits; see <see cref="UpstreamMessage"/>.</summary>
    public void Reply(string text)
    {
        UpstreamExchange exchange = Upstream.Started[_replied++];
        InPlace(() => HeldTransport.Reply(exchange, UpstreamMessage.Write(exchange.Request, text)));
    }

    /// <summary>Asks what is not known and lets the upstream answer it: the cache holds it afterwards.</summary>
    public AskedQuery Learn(ClientQuery query, string reply)
    {
        _replied = Upstream.Started.Count;
        AskedQuery asked = Ask(query);
        Reply(reply);
        return asked;
    }

    /// <summary>Asks for a type that <see cref="UpstreamMessage"/> cannot write; the upstream gives one record of it.</summary>
    public AskedQuery LearnRecord(ClientQuery query, RecordType type, byte[] data)
    {
        AskedQuery asked = Ask(query);
        UpstreamExchange exchange = Upstream.Started[^1];
        _replied = Upstream.Started.Count;
        ScriptedReply reply = new() { Answers = [(type, 60, data)] };
        _ = QueryReader.Read(exchange.Request, new byte[DomainName.MaxLength], out QueryMessage question);
        InPlace(() => HeldTransport.Reply(exchange, ScriptedMessage.Write(reply, ScriptedFault.None, exchange.Request, question, overTcp: false)));
        return asked;
    }

    /// <summary>Lets time pass with the timers in it.</summary>
    public void Pass(TimeSpan time) => InPlace(() => Time.Advance(time));

    /// <summary>Events that have not been taken yet, oldest first in each lane.</summary>
    public IReadOnlyList<QueryEvent> TakeEvents() => [.. TakeLog().Events.Select(entry => entry.Event)];

    /// <summary>The same with what was found.</summary>
    public RecordingListener TakeLog()
    {
        RecordingListener listener = new();
        foreach (QueryEventRing ring in Get<QueryEventRings>().All)
        {
            _ = ring.Drain([listener], 0);
        }

        return listener;
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    // The threads of listeners, transports and timers have no context; that of the test framework would move what follows elsewhere.
    private static void InPlace(Action action)
    {
        SynchronizationContext? framework = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(framework);
        }
    }
}
