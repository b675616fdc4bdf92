using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Resolution;

/// <summary>Asks upstreams what this home does not know. Joins no equal questions and keeps no answers: that is the caller's part.</summary>
internal sealed class Resolver : IDisposable
{
    private readonly UpstreamDirectory _directory;
    private readonly ResolutionContext _context;

    public Resolver(
        IOptions<ResolverOptions> options, UpstreamDirectory directory, UpstreamTransports transports, UpstreamObserver observer, MonotonicClock clock, TimeProvider time)
    {
        _directory = directory;
        _context = new ResolutionContext(clock, options.Value.Timeout, transports.Datagrams, transports.Streams, observer, new PendingTable(clock, time));
        observer.Begin();
    }

    /// <summary>All configured upstreams by number.</summary>
    public IReadOnlyList<UpstreamStatus> Upstreams => [.. _directory.All.Select(upstream => upstream.Status())];

    /// <summary>Questions in flight, those included whose slower exchanges are still listened to.</summary>
    public int Pending => _context.Table.Count;

    /// <summary>
    /// Asks for the query's name and type, passing on its DO and CD bits and nothing else of it. Ends within 4.3 seconds. The query
    /// must stay as it is until the task ends; the task ends on the thread that received the answer, which must not be kept.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; noticed within some 25 ms.</exception>
    public ValueTask<ResolvedAnswer> ResolveAsync(QueryContext query, CancellationToken cancellationToken)
    {
        PendingResolution pending = new(_context, query, _directory.Find(query.Name, query.UpstreamSet), cancellationToken);
        return _context.Table.TryAdd(pending) ? pending.Begin() : ValueTask.FromResult(ResolvedAnswer.Failed(UpstreamError.Overloaded));
    }

    /// <summary>The number of a set of upstreams for <see cref="QueryContext.UpstreamSet"/>; see <see cref="UpstreamDirectory.NumberOf"/>.</summary>
    public byte SetOf(string key, IReadOnlyList<string> addresses) => key.Length == 0 ? (byte)0 : _directory.NumberOf(key, addresses);

    /// <summary>Whether a conditional upstream serves this name; special names yield to it.</summary>
    public bool IsConditional(ReadOnlySpan<byte> lowerWireName) => _directory.IsConditional(lowerWireName);

    public void Dispose() => _context.Table.Dispose();
}
