using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.Hosting;

/// <summary>
/// Judges addresses that this program is told to connect to by somebody who need not mean well: sources of lists, upstreams that are tried out,
/// webhooks. An IPv4 address inside an IPv6 one counts as what it is.
/// </summary>
internal static class OutboundAddresses
{
    private const int MaxAddresses = 16;

    // Nobody's, this network's, link-local (where clouds keep what a machine may know of itself), multicast, reserved, broadcast; and the
    // addresses of such services that lie elsewhere.
    private static readonly NetworkPrefix[] Never = Read(
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "::", "fe80::/10", "ff00::/8", "fd00:ec2::254", "fd20:ce::254");

    private static readonly NetworkPrefix[] Private = Read(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "::1", "fc00::/7", "fec0::/10");

    // IPv4-compatible (RFC 4291), NAT64 (RFC 6052 and 8215, at their usual length), 6to4 (RFC 3056), Teredo (RFC 4380).
    private static readonly NetworkPrefix[] Embedding = Read("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32");

    public static OutboundReach Judge(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        (ulong high, ulong low) = NetworkPrefix.ToBits(plain);
        OutboundReach own = Contain(Never, high, low) ? OutboundReach.Never : Contain(Private, high, low) ? OutboundReach.Private : OutboundReach.Public;
        if (own is not OutboundReach.Public || plain.AddressFamily is AddressFamily.InterNetwork)
        {
            return own;
        }

        for (int form = 0; form < Embedding.Length; form++)
        {
            if (Embedding[form].Contains(high, low))
            {
                uint inner = form switch { 3 => (uint)(high >> 16), 4 => ~(uint)low, _ => (uint)low };
                return Judge(new IPAddress((long)(uint)IPAddress.HostToNetworkOrder((int)inner)));
            }
        }

        return OutboundReach.Public;
    }

    /// <summary>What a URL's host says by itself: a name is public until it is resolved, and judged again then.</summary>
    public static OutboundReach Judge(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out IPAddress? address) ? Judge(address)
        : url.IsLoopback ? OutboundReach.Private
        : OutboundReach.Public;

    /// <summary>Opens connections for an HTTP client, redirects included, to addresses that may be reached, judged after resolving and connected to as judged.</summary>
    /// <param name="mayBePrivate">Whether addresses of the home and of this machine are meant.</param>
    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> Connector(bool mayBePrivate) =>
        (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, mayBePrivate, cancellationToken);

    /// <exception cref="OutboundRefusedException">No address of the host may be reached.</exception>
    /// <exception cref="SocketException">None of those that may be answers.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool mayBePrivate, CancellationToken cancellationToken)
    {
        IPAddress[] all = IPAddress.TryParse(host.Host, out IPAddress? literal) ? [literal] : await System.Net.Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        OutboundReach farthest = mayBePrivate ? OutboundReach.Private : OutboundReach.Public;
        IPAddress[] good = [.. all.Where(address => Judge(address) <= farthest).Take(MaxAddresses)];
        if (good.Length == 0 && all.Length > 0)
        {
            throw new OutboundRefusedException(all.Max(Judge));
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(good, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool Contain(NetworkPrefix[] prefixes, ulong high, ulong low) => Array.Exists(prefixes, prefix => prefix.Contains(high, low));

    private static NetworkPrefix[] Read(params string[] texts) =>
        [.. texts.Select(text => NetworkPrefix.TryParse(text, out NetworkPrefix prefix) ? prefix : throw new FormatException(text))];
}

/// <summary>How far an address may be reached for somebody else.</summary>
internal enum OutboundReach : byte
{
    Public = 0,

    /// <summary>Of this machine or its home: where that is allowed.</summary>
    Private = 1,

    /// <summary>Link-local, multicast, nobody's, or a service that tells a machine's secrets to whoever asks from it.</summary>
    Never = 2,
}

/// <summary>A host that was named by somebody else has only addresses that must not be reached for them.</summary>
internal sealed class OutboundRefusedException(OutboundReach reach) : IOException("The host has no address that may be connected to.")
{
    public OutboundReach Reach => reach;
}
