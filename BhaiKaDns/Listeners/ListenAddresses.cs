using System.Net;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Listeners;

/// <summary>The addresses of <see cref="DnsOptions.Listen"/>, which validation has read before.</summary>
internal static class ListenAddresses
{
    public static IReadOnlyList<IPEndPoint> Of(DnsOptions options) => [.. options.Listen.Select(Parse)];

    private static IPEndPoint Parse(string text) =>
        ListenAddress.TryParse(text, out IPEndPoint endPoint) ? endPoint : throw new FormatException($"{text} passed validation but is no address.");
}
