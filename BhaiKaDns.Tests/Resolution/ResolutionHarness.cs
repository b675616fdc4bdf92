using System.Diagnostics.Metrics;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Resolution;

/// <summary>A resolver with everything it needs, over real sockets or a transport of the test.</summary>
internal sealed class ResolutionHarness : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly UpstreamTransports _transports;

    public ResolutionHarness(ResolverOptions options, TimeProvider? time = null, UpstreamTransports? transports = null)
    {
        time ??= TimeProvider.System;
        _transports = transports ?? UpstreamTransports.Create(NullLoggerFactory.Instance, time);
        IOptions<ResolverOptions> wrapped = Options.Create(options);
        MonotonicClock clock = new(time);
        UpstreamDirectory directory = new(wrapped, time);
        Health = new HealthBoard(time);
        ResolutionMetrics metrics = new(_services.GetRequiredService<IMeterFactory>());
        UpstreamObserver observer = new(directory, metrics, Health, clock, time, NullLogger<UpstreamObserver>.Instance);
        Resolver = new Resolver(wrapped, directory, _transports, observer, clock, time);
    }

    public Resolver Resolver { get; }

    public HealthBoard Health { get; }

    public static QueryContext Query(string name, RecordType type = RecordType.A, bool dnssecOk = false, bool checkingDisabled = false)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        _ = DomainText.TryWrite(name, wire, out int length);
        byte[] message = UpstreamQuery.Compose(wire.AsSpan(0, length), type, dnssecOk, checkingDisabled, edns: true, mixedCase: false);
        QueryContext query = new();
        query.Receive(message, 0, message.Length);
        _ = query.Parse();
        return query;
    }

    public Task<ResolvedAnswer> AskAsync(string name, RecordType type = RecordType.A) =>
        Resolver.ResolveAsync(Query(name, type), CancellationToken.None).AsTask();

    public void Dispose()
    {
        Resolver.Dispose();
        _transports.Dispose();
        _services.Dispose();
    }
}
