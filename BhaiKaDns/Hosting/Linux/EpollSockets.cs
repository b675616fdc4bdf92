using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace BhaiKaDns.Hosting.Linux;

/// <summary>
/// The few calls of the Linux C library that sockets without the framework's event loop need. Each returns a negative number on
/// failure and leaves the reason in <see cref="Marshal.GetLastPInvokeError"/>. Nothing here keeps a pointer after the call.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class EpollSockets
{
    public const int AddressFamilyIPv4 = 2;
    public const int AddressFamilyIPv6 = 10;
    public const int DatagramNonBlocking = 2 | 0x800 | CloseOnExec;
    public const int ControlAdd = 1;
    public const uint EventReadable = 1;
    public const int ReportFullLength = 0x20;
    public const int NoSignal = 0x4000;
    public const int ErrorInterrupted = 4;
    public const int ErrorTryAgain = 11;
    public const int ErrorConnectionRefused = 111;
    public const int OpenFilesLimit = 7;

    private const int CloseOnExec = 0x80000;

    /// <summary>Size of struct epoll_event: packed on x86-64, and only there (epoll_ctl(2), "NOTES").</summary>
    public static readonly int EventSize = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 12 : 16;

    private static readonly int EventDataOffset = EventSize - sizeof(ulong);

    /// <summary>A new epoll instance, closed on exec.</summary>
    public static int CreateEpoll() => EpollCreate(CloseOnExec);

    /// <summary>A non-blocking counter that makes epoll return when it is written.</summary>
    public static int CreateEvent() => EventFd(0, 0x800 | CloseOnExec);

    /// <summary>Watches a descriptor for readability, level-triggered; <paramref name="data"/> comes back with its events.</summary>
    public static int WatchReadable(int epoll, int descriptor, ulong data)
    {
        byte* item = stackalloc byte[EventSize];
        *(uint*)item = EventReadable;
        *(ulong*)(item + EventDataOffset) = data;
        return EpollControl(epoll, ControlAdd, descriptor, item);
    }

    /// <summary>What was given to <see cref="WatchReadable"/> for the event at <paramref name="index"/>.</summary>
    public static ulong DataOf(byte* events, int index) => *(ulong*)(events + (index * EventSize) + EventDataOffset);

    /// <summary>Soft limit of open descriptors of this process; the runtime has raised it to the hard limit at start.</summary>
    public static int ReadOpenFilesLimit()
    {
        ulong* limits = stackalloc ulong[2];
        return GetLimit(OpenFilesLimit, limits) < 0 ? 1024 : (int)Math.Min(limits[0], int.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollWait(int epoll, byte* events, int maxEvents, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Send(int descriptor, byte* octets, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Receive(int descriptor, byte* octets, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Write(int descriptor, byte* octets, nuint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EpollControl(int epoll, int operation, int descriptor, byte* item);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, ulong* limits);
}
