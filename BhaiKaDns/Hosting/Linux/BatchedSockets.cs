using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace BhaiKaDns.Hosting.Linux;

/// <summary>
/// Many datagrams per system call (recvmmsg(2), sendmmsg(2)). All structures are blittable and laid out as 64-bit Linux has them; on
/// musl the counts are 32 bits with padding that must be zero, which little-endian machines make the same.
/// </summary>
internal static unsafe partial class BatchedSockets
{
    /// <summary>Waits for the first datagram only.</summary>
    public const int WaitForOne = 0x10000;

    public const int InterruptedError = 4;
    public const int AgainError = 11;

    /// <summary>Shut down for reading: wakes a thread that waits in a receive.</summary>
    public const int ShutdownRead = 0;

    /// <summary>Whether this platform has the calls.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess && BitConverter.IsLittleEndian;

    /// <summary>Receives up to <paramref name="count"/> datagrams; returns how many, or -1 with the error in <see cref="Marshal.GetLastSystemError"/>.</summary>
    public static int Receive(int socket, BatchedMessage* messages, int count)
    {
        int received = ReceiveMany(socket, messages, (uint)count, WaitForOne, null);
        LastError = received < 0 ? Marshal.GetLastSystemError() : 0;
        return received;
    }

    /// <summary>Sends datagrams; returns how many were taken, or -1 if the first one failed.</summary>
    public static int Send(int socket, BatchedMessage* messages, int count)
    {
        int sent = SendMany(socket, messages, (uint)count, 0);
        LastError = sent < 0 ? Marshal.GetLastSystemError() : 0;
        return sent;
    }

    /// <summary>The error number of this thread's last failed call.</summary>
    [field: ThreadStatic]
    public static int LastError { get; private set; }

    /// <summary>shutdown(2); on an unconnected datagram socket it reports an error and wakes the reader all the same.</summary>
    [LibraryImport("libc", EntryPoint = "shutdown")]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "recvmmsg")]
    private static partial int ReceiveMany(int socket, BatchedMessage* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg")]
    private static partial int SendMany(int socket, BatchedMessage* messages, uint count, int flags);
}
