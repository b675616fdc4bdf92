using System.Globalization;
using System.Net;

namespace BhaiKaDns.Resolution;

/// <summary>One upstream as written in settings: <c>ADDRESS[:PORT]</c>, <c>udp://</c> or <c>tcp://</c>, perhaps with <c>#name</c>.</summary>
/// <param name="Text">As configured; the label of metrics.</param>
internal sealed record UpstreamAddress(string Text, UpstreamProtocol Protocol, IPEndPoint Endpoint)
{
    private const int DefaultPort = 53;

    private static readonly string[] LaterSchemes = ["tls", "https", "h3", "quic"];

    /// <summary>Reads one element of an upstream list; <paramref name="problem"/> is a sentence for people when it cannot.</summary>
    public static bool TryParse(string? text, out UpstreamAddress? address, out string problem)
    {
        address = null;
        text = text?.Trim() ?? "";
        string rest = text;
        UpstreamProtocol protocol = UpstreamProtocol.Udp;
        int schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd >= 0)
        {
            string scheme = text[..schemeEnd].ToLowerInvariant();
            rest = text[(schemeEnd + 3)..];
            if (LaterSchemes.Contains(scheme, StringComparer.Ordinal))
            {
                problem = $"'{text}': {scheme}:// upstreams are not supported yet; use udp:// or tcp://.";
                return false;
            }

            if (scheme is not ("udp" or "tcp"))
            {
                problem = $"'{text}': '{scheme}' is not a transport; use udp:// or tcp://.";
                return false;
            }

            protocol = scheme == "tcp" ? UpstreamProtocol.Tcp : UpstreamProtocol.Udp;
        }

        int nameStart = rest.IndexOf('#', StringComparison.Ordinal);
        if (nameStart >= 0)
        {
            rest = rest[..nameStart];
        }

        if (!TryParseEndpoint(rest, out IPEndPoint? endpoint))
        {
            problem = $"'{text}' is not an address with an optional port, such as 9.9.9.9, 192.168.1.1:5353 or [2620:fe::fe]:53.";
            return false;
        }

        problem = "";
        address = new UpstreamAddress(text, protocol, endpoint!);
        return true;
    }

    private static bool TryParseEndpoint(string text, out IPEndPoint? endpoint)
    {
        endpoint = null;
        string host = text;
        int port = DefaultPort;
        int portStart = text.StartsWith('[') ? text.IndexOf("]:", StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);

        // Several colons without brackets are an IPv6 address without a port.
        bool hasPort = portStart > 0 && (text.StartsWith('[') || text.LastIndexOf(':') == portStart);
        if (hasPort)
        {
            host = text[..portStart];
            if (!int.TryParse(text.AsSpan(portStart + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > ushort.MaxValue)
            {
                return false;
            }
        }

        if (host.StartsWith('[') != host.EndsWith(']'))
        {
            return false;
        }

        bool bracketed = host.StartsWith('[');
        string bare = bracketed ? host[1..^1] : host;

        // The framework also reads "9" and "1.1" as IPv4 addresses; nobody who writes that means 0.0.0.9.
        if (!IPAddress.TryParse(bare, out IPAddress? address) || bracketed != (bracketed && bare.Contains(':', StringComparison.Ordinal))
            || (!bare.Contains(':', StringComparison.Ordinal) && bare.Count(letter => letter == '.') != 3)
            || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return false;
        }

        endpoint = new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
        return true;
    }
}
