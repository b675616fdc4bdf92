using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Linux;

[Platform("Linux")]
internal sealed class PortHolderTests
{
    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public void Find_OurOwnSocket_NamesThisProcess(string address)
    {
        using Socket socket = new(SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));

        string? holder = PortHolder.Find(ProtocolType.Udp, new IPEndPoint(IPAddress.Parse(address), ((IPEndPoint)socket.LocalEndPoint!).Port));

        Assert.That(holder, Does.Contain($"(process {Environment.ProcessId})"));
    }

    [Test]
    public void Find_FreePort_IsNull()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        IPEndPoint free = (IPEndPoint)socket.LocalEndPoint!;
        socket.Close();

        string? holder = PortHolder.Find(ProtocolType.Udp, free);

        Assert.That(holder, Is.Null);
    }
}
