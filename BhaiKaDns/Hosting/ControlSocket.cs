using System.Net.Sockets;

namespace BhaiKaDns.Hosting;

/// <summary>Where commands meet the running instance: a Unix socket in the data directory, for its owner only.</summary>
internal static class ControlSocket
{
    private const string FileName = "control.sock";

    /// <summary>Longest path that fits into <c>sockaddr_un</c> on every platform, its final zero left out.</summary>
    private const int MaxPathLength = 103;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The end point, or null where the path is too long for one.</summary>
    public static UnixDomainSocketEndPoint? EndPoint(DataDirectory directory)
    {
        string path = directory.Combine(FileName);
        return System.Text.Encoding.UTF8.GetByteCount(path) <= MaxPathLength ? new UnixDomainSocketEndPoint(path) : null;
    }

    /// <summary>Binds the socket so that nobody else could connect at any moment; a file left behind by a killed instance is removed.</summary>
    /// <exception cref="BindException">Another instance answers there.</exception>
    /// <exception cref="SocketException">The directory cannot be written.</exception>
    public static Socket Bind(UnixDomainSocketEndPoint endPoint)
    {
        string path = endPoint.ToString();
        if (File.Exists(path))
        {
            if (IsAnswered(endPoint))
            {
                throw new BindException(path, "another instance that uses this data directory", new SocketException((int)SocketError.AddressAlreadyInUse));
            }

            File.Delete(path);
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);
            if (!OperatingSystem.IsWindows())
            {
                // Before Listen nobody can connect, so there is no moment with the wider rights of the umask.
                File.SetUnixFileMode(path, OwnerOnly);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsAnswered(UnixDomainSocketEndPoint endPoint)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
