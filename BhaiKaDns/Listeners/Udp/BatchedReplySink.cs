using BhaiKaDns.Hosting.Linux;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>Sends answers that had to wait from the socket their query came to. Senders do not disturb each other or the reader.</summary>
internal sealed unsafe class BatchedReplySink(int descriptor) : IReplySink
{
    private volatile bool _isClosed;

    /// <summary>The socket is about to be closed: its descriptor may soon be somebody else's.</summary>
    public void Close() => _isClosed = true;

    public void Send(QueryContext query, ReadOnlySpan<byte> response)
    {
        if (response.IsEmpty || _isClosed)
        {
            return;
        }

        fixed (byte* start = response)
        fixed (byte* name = DatagramPath.Name(query.ReturnPath))
        fixed (byte* control = DatagramPath.Control(query.ReturnPath))
        {
            IoVector vector = new() { Start = start, Length = (nuint)response.Length };
            BatchedMessage message = new()
            {
                Name = name,
                NameLength = (uint)DatagramPath.Name(query.ReturnPath).Length,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = (nuint)DatagramPath.Control(query.ReturnPath).Length,
            };
            _ = BatchedSockets.Send(descriptor, &message, 1);
        }
    }
}
