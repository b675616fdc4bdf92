using System.Runtime.Versioning;

namespace BhaiKaDns.Hosting.Linux;

/// <summary>One question to the kernel over a netlink socket (netlink(7)), whose answer is a dump of several datagrams.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class NetlinkSocket
{
    private const int AddressFamily = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const int Route = 0;
    private const int BufferLength = 64 * 1024;

    // A table of any size ends well before; a kernel that never says "done" must not keep the thread.
    private const int MaxDatagrams = 1000;

    /// <summary>Sends the request and hands each datagram of the answer on until the reader says that it was the last.</summary>
    /// <returns>False when the kernel did not answer; then nothing was handed on.</returns>
    public static bool TryDump(ReadOnlySpan<byte> request, DatagramReader reader)
    {
        int descriptor = EpollSockets.Socket(AddressFamily, RawCloseOnExec, Route);
        if (descriptor < 0)
        {
            return false;
        }

        byte[] buffer = new byte[BufferLength];
        try
        {
            fixed (byte* octets = request)
            {
                if (EpollSockets.Send(descriptor, octets, (nuint)request.Length, 0) < 0)
                {
                    return false;
                }
            }

            fixed (byte* octets = buffer)
            {
                for (int count = 0; count < MaxDatagrams; count++)
                {
                    nint length = EpollSockets.Receive(descriptor, octets, BufferLength, 0);
                    if (length <= 0)
                    {
                        return count > 0;
                    }

                    if (!reader(buffer.AsSpan(0, (int)length)))
                    {
                        return true;
                    }
                }
            }

            return true;
        }
        finally
        {
            _ = EpollSockets.Close(descriptor);
        }
    }
}

/// <summary>Reads one datagram; false when it was the last.</summary>
internal delegate bool DatagramReader(ReadOnlySpan<byte> octets);
