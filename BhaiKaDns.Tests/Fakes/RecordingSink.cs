using BhaiKaDns.Queries;

namespace BhaiKaDns.Fakes;

/// <summary>Keeps what was sent to one client that had to wait.</summary>
internal sealed class RecordingSink : IReplySink
{
    private volatile byte[]? _response;
    private int _count;

    /// <summary>The last response; null while none has come.</summary>
    public byte[]? Response => _response;

    /// <summary>How often something was sent; more than once is a mistake.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Send(QueryContext query, ReadOnlySpan<byte> response)
    {
        _response = response.ToArray();
        _ = Interlocked.Increment(ref _count);
    }
}
