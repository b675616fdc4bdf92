using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Hosting.Linux;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>
/// The buffers of one worker for <see cref="Size"/> datagrams in and out, made once. Everything the kernel is shown lies in native memory or
/// on the pinned heap, so the addresses in the vectors hold for the worker's life.
/// </summary>
internal sealed unsafe class DatagramBatch : IDisposable
{
    /// <summary>Datagrams per system call; more brought nothing in trials.</summary>
    public const int Size = 64;

    // A line more than the power of two: the first lines of all queries would otherwise share two sets of the first-level cache.
    private const int QueryStride = QueryContext.MaxQueryLength + 64;
    private const int ResponseStride = 1280;

    private readonly NativeBlock _block;
    private readonly byte[] _queries = GC.AllocateUninitializedArray<byte>(Size * QueryStride, pinned: true);
    private readonly byte[] _responses = GC.AllocateUninitializedArray<byte>(Size * ResponseStride, pinned: true);
    private readonly BatchedMessage* _received;
    private readonly BatchedMessage* _answered;
    private readonly byte* _names;
    private readonly byte* _controls;
    private readonly bool _withControl;
    private int _filled;

    /// <param name="withControl">The socket tells which address a datagram was sent to.</param>
    public DatagramBatch(bool withControl)
    {
        _withControl = withControl;
        int vectors = 2 * Size * sizeof(IoVector);
        int messages = Size * sizeof(BatchedMessage);
        _block = new NativeBlock((nuint)((2 * messages) + vectors + (Size * (DatagramPath.NameCapacity + DatagramPath.ControlCapacity))));
        _received = (BatchedMessage*)_block.Pointer;
        _answered = _received + Size;
        IoVector* vector = (IoVector*)(_answered + Size);
        _controls = (byte*)(vector + (2 * Size));
        _names = _controls + (Size * DatagramPath.ControlCapacity);
        for (int index = 0; index < Size; index++)
        {
            vector[index] = new IoVector { Start = Pinned(_queries, index * QueryStride), Length = QueryContext.MaxQueryLength };
            vector[Size + index] = new IoVector { Start = Pinned(_responses, index * ResponseStride) };
            _received[index] = new BatchedMessage
            {
                Vectors = vector + index,
                VectorCount = 1,
                Name = _names + (index * DatagramPath.NameCapacity),
                Control = withControl ? _controls + (index * DatagramPath.ControlCapacity) : null,
            };
            _answered[index] = new BatchedMessage { Vectors = vector + Size + index, VectorCount = 1 };
        }

        Reset(Size);
    }

    /// <summary>Answers gathered since the last <see cref="Receive"/>.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>Waits for datagrams; returns their number, 0 after an error.</summary>
    /// <param name="most">Up to <see cref="Size"/>. After each one the kernel looks for another up to this number, in vain if they come one by one.</param>
    public int Receive(int socket, int most)
    {
        // The kernel wrote lengths over the capacities of what it filled the last time; the others are as they were. At the rate of a
        // home that is one line of memory instead of 64.
        Reset(_filled);
        AnswerCount = 0;
        _filled = Math.Max(BatchedSockets.Receive(socket, _received, most), 0);
        return _filled;
    }

    /// <summary>Lets <paramref name="query"/> be the datagram at <paramref name="index"/>.</summary>
    public void Load(int index, QueryContext query)
    {
        ref BatchedMessage message = ref _received[index];
        ReadOnlySpan<byte> name = new(message.Name, (int)message.NameLength);
        Span<byte> control = new(message.Control, (int)message.ControlLength);
        DatagramPath.FreeInterface(control);
        query.Receive(_queries, index * QueryStride, (int)message.Length);
        query.Client = DatagramPath.AddressOf(name);
        DatagramPath.Store(query.ReturnPath, name, control);
    }

    /// <summary>Where the next answer is written.</summary>
    public Span<byte> NextResponse => _responses.AsSpan(AnswerCount * ResponseStride, ResponseStride);

    /// <summary>Takes what was written to <see cref="NextResponse"/> as the answer to the datagram at <paramref name="index"/>.</summary>
    public void Answer(int index, int length)
    {
        ref BatchedMessage received = ref _received[index];
        ref BatchedMessage answer = ref _answered[AnswerCount];
        answer.Vectors->Length = (nuint)length;
        answer.Name = received.Name;
        answer.NameLength = received.NameLength;
        answer.Control = received.Control;
        answer.ControlLength = received.ControlLength;
        AnswerCount++;
    }

    /// <summary>Sends all answers. One that the kernel refuses is left out; the others go on.</summary>
    /// <returns>How many were refused.</returns>
    public int Send(int socket)
    {
        int refused = 0;
        for (int at = 0; at < AnswerCount;)
        {
            int sent = BatchedSockets.Send(socket, _answered + at, AnswerCount - at);
            if (sent > 0)
            {
                at += sent;
            }
            else if (BatchedSockets.LastError != BatchedSockets.InterruptedError)
            {
                at++;
                refused++;
            }
        }

        return refused;
    }

    public void Dispose() => _block.Dispose();

    private void Reset(int count)
    {
        for (int index = 0; index < count; index++)
        {
            _received[index].NameLength = DatagramPath.NameCapacity;
            _received[index].ControlLength = _withControl ? (nuint)DatagramPath.ControlCapacity : 0;
        }
    }

    private static byte* Pinned(byte[] array, int offset) => (byte*)Unsafe.AsPointer(ref array[offset]);
}
