using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting.Linux;

namespace BhaiKaDns.Resolution;

/// <summary>
/// Datagrams on Linux, without the framework's event loop: the calls of one exchange cost 10 µs instead of 60. A socket stays in
/// epoll for its life. Between two exchanges it is disconnected, which gives its port back; the next connect makes the kernel choose
/// another one at random from its ephemeral range (28,000 ports as delivered; RFC 5452, section 9.2), so every exchange has a fresh
/// port without a fresh descriptor (23 µs). Connected, it hears the upstream's address and port only. One thread receives, checks
/// and hands on; the caller's continuation runs on it and must be brief.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe partial class EpollUdpTransport : IUpstreamTransport
{
    /// <summary>Longest reply that is read; asked for are 1232 octets.</summary>
    private const int MaxReplyLength = 4096;

    private const int MaxSockets = 8192;
    private const int EventsAtOnce = 64;
    private const ulong WakeMark = ulong.MaxValue;

    private readonly Lock _gate = new();
    private readonly UdpSlot[] _slots;
    private readonly Stack<int> _idleIPv4 = new();
    private readonly Stack<int> _idleIPv6 = new();
    private readonly ILogger<EpollUdpTransport> _logger;
    private readonly int _epoll;
    private readonly int _wake;
    private int _usedIPv4;
    private int _usedIPv6;
    private Thread? _receiver;
    private volatile bool _isDisposed;

    public EpollUdpTransport(ILogger<EpollUdpTransport> logger)
    {
        _logger = logger;

        // Clients' connections, files and pages need descriptors too.
        _slots = new UdpSlot[Math.Clamp(EpollSockets.ReadOpenFilesLimit() / 2, 64, MaxSockets)];
        Array.Fill(_slots, new UdpSlot { Descriptor = -1 });
        _epoll = EpollSockets.CreateEpoll();
        _wake = EpollSockets.CreateEvent();
        if (_epoll < 0 || _wake < 0 || EpollSockets.WatchReadable(_epoll, _wake, WakeMark) < 0)
        {
            throw new InvalidOperationException($"epoll cannot be set up (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    public UpstreamError Start(UpstreamExchange exchange)
    {
        ReadOnlySpan<byte> address = exchange.Upstream.SocketAddress;
        if (!TryRent(isIPv4: address.Length == 16, out int slot))
        {
            return UpstreamError.Overloaded;
        }

        if (!TryConnect(_slots[slot].Descriptor, address))
        {
            Return(slot);
            return UpstreamError.Unreachable;
        }

        // Before sending: the reply may be there before the call returns.
        exchange.Slot = slot;
        Volatile.Write(ref _slots[slot].Exchange, exchange);
        if (!TrySend(_slots[slot].Descriptor, exchange.Request) && TryClaim(slot, exchange))
        {
            Return(slot);
            return UpstreamError.Unreachable;
        }

        return UpstreamError.None;
    }

    public void Abandon(UpstreamExchange exchange)
    {
        if (TryClaim(exchange.Slot, exchange))
        {
            Return(exchange.Slot);
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        ulong one = 1;
        _ = EpollSockets.Write(_wake, (byte*)&one, sizeof(ulong));
        if (_receiver is not null && _receiver != Thread.CurrentThread)
        {
            _receiver.Join();
        }

        lock (_gate)
        {
            foreach (UdpSlot slot in _slots)
            {
                if (slot.Descriptor >= 0)
                {
                    _ = EpollSockets.Close(slot.Descriptor);
                }
            }
        }

        _ = EpollSockets.Close(_wake);
        _ = EpollSockets.Close(_epoll);
    }

    private static bool TryConnect(int descriptor, ReadOnlySpan<byte> address)
    {
        fixed (byte* remote = address)
        {
            return EpollSockets.Connect(descriptor, remote, (uint)address.Length) >= 0;
        }
    }

    // An error left over from an earlier exchange is reported, and thereby cleared, by the first call after it.
    private static bool TrySend(int descriptor, byte[] request)
    {
        fixed (byte* octets = request)
        {
            return EpollSockets.Send(descriptor, octets, (nuint)request.Length, EpollSockets.NoSignal) >= 0
                || EpollSockets.Send(descriptor, octets, (nuint)request.Length, EpollSockets.NoSignal) >= 0;
        }
    }

    // Whoever takes the exchange out of its slot, and nobody else, gives the slot back.
    private bool TryClaim(int slot, UpstreamExchange exchange) => Interlocked.CompareExchange(ref _slots[slot].Exchange, null, exchange) == exchange;

    private bool TryRent(bool isIPv4, out int slot)
    {
        lock (_gate)
        {
            slot = -1;
            if (!_isDisposed && (isIPv4 ? _idleIPv4 : _idleIPv6).TryPop(out slot))
            {
                return true;
            }

            // Half of the places for each family, because no socket ever gives up its place.
            ref int used = ref isIPv4 ? ref _usedIPv4 : ref _usedIPv6;
            if (_isDisposed || used == _slots.Length / 2)
            {
                return false;
            }

            int descriptor = EpollSockets.Socket(isIPv4 ? EpollSockets.AddressFamilyIPv4 : EpollSockets.AddressFamilyIPv6, EpollSockets.DatagramNonBlocking, 0);
            if (descriptor < 0)
            {
                return false;
            }

            slot = isIPv4 ? used : _slots.Length - 1 - used;
            if (EpollSockets.WatchReadable(_epoll, descriptor, (ulong)slot) < 0)
            {
                _ = EpollSockets.Close(descriptor);
                return false;
            }

            _slots[slot].Descriptor = descriptor;
            used++;
            if (_receiver is null)
            {
                _receiver = new Thread(Receive) { IsBackground = true, Name = "upstream-udp" };
                _receiver.Start();
            }

            return true;
        }
    }

    // A descriptor is never closed while the receiver runs: its number could become another socket's between the receiver's look
    // and its call. Disconnected it has no port and hears nothing; what it had heard before is for nobody (the IDs differ).
    private void Return(int slot)
    {
        // struct sockaddr with AF_UNSPEC, as large as an IPv6 one needs it.
        byte* nobody = stackalloc byte[28];
        new Span<byte>(nobody, 28).Clear();
        bool isIPv4 = slot < _slots.Length / 2;
        _ = EpollSockets.Connect(_slots[slot].Descriptor, nobody, isIPv4 ? 16u : 28u);
        lock (_gate)
        {
            (isIPv4 ? _idleIPv4 : _idleIPv6).Push(slot);
        }
    }

    private void Receive()
    {
        byte* events = (byte*)NativeMemory.Alloc((nuint)(EventsAtOnce * EpollSockets.EventSize));
        byte* buffer = (byte*)NativeMemory.Alloc(MaxReplyLength);
        while (!_isDisposed)
        {
            int count = EpollSockets.EpollWait(_epoll, events, EventsAtOnce, -1);
            if (count < 0 && !_isDisposed && Marshal.GetLastPInvokeError() != EpollSockets.ErrorInterrupted)
            {
                throw new UnreachableException($"epoll_wait failed with error {Marshal.GetLastPInvokeError()}.");
            }

            for (int index = 0; index < count; index++)
            {
                ulong mark = EpollSockets.DataOf(events, index);
                if (mark != WakeMark)
                {
                    ReceiveSafely((int)mark, buffer);
                }
            }
        }

        NativeMemory.Free(buffer);
        NativeMemory.Free(events);
    }

    private void ReceiveSafely(int slot, byte* buffer)
    {
        try
        {
            ReceiveOne(slot, buffer);
        }
        catch (Exception exception) when (!_isDisposed)
        {
            LogReceiveFailed(exception);
        }
    }

    private void ReceiveOne(int slot, byte* buffer)
    {
        nint received = EpollSockets.Receive(_slots[slot].Descriptor, buffer, MaxReplyLength, EpollSockets.ReportFullLength);
        int error = received < 0 ? Marshal.GetLastPInvokeError() : 0;
        UpstreamExchange? exchange = Volatile.Read(ref _slots[slot].Exchange);
        if (exchange is null)
        {
            return;
        }

        if (received < 0)
        {
            if (error is not (EpollSockets.ErrorTryAgain or EpollSockets.ErrorInterrupted))
            {
                exchange.Doubt(UpstreamError.Unreachable);
            }

            return;
        }

        ReadOnlySpan<byte> reply = new(buffer, (int)Math.Min(received, MaxReplyLength));
        ReplyVerdict verdict = exchange.Check(reply, out ResponseCode code, out int length);
        if (verdict is ReplyVerdict.Mismatch)
        {
            exchange.Ignore();
        }
        else if (verdict is ReplyVerdict.OtherCase)
        {
            exchange.DoubtSpelling();
        }
        else if (TryClaim(slot, exchange))
        {
            Return(slot);
            exchange.Receive(verdict, reply[..length], code);
        }
    }

    [LoggerMessage(EventId = 1610, Level = LogLevel.Error, Message = "A reply from an upstream could not be handled; its question is tried again.")]
    private partial void LogReceiveFailed(Exception exception);
}

/// <summary>One socket and the exchange it is lent to.</summary>
internal struct UdpSlot
{
    /// <summary>-1 while there is none; once there, it stays until the transport ends.</summary>
    public int Descriptor;
    public UpstreamExchange? Exchange;
}
