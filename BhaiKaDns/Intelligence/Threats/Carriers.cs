using System.Collections.Frozen;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Domains of content networks whose names are made from their customers' (<c>linkedin.com.cdn.cloudflare.net</c>): not everybody gets a
/// name there, and each of these names has a brand in it.
/// </summary>
internal static class Carriers
{
    private static readonly FrozenSet<ulong> Hashes = (
        "akadns.net akamai.net akamaized.net akamaiedge.net akamaihd.net edgekey.net edgesuite.net fastly.net fastly-edge.com fastlylb.net cloudflare.net " +
        "googleapis.com trafficmanager.net azureedge.net azurefd.net msedge.net cloudfront.net edgecastcdn.net llnwd.net cdn77.org b-cdn.net impervadns.net " +
        "incapdns.net tbcache.com kunlunea.com alikunlun.com cdngslb.com ksyuncdn.com bytewlb.com tencent-cloud.net footprint.net lswcdn.net 2mdn.net")
        .Split(' ').Select(Hash).ToFrozenSet();

    public static bool Contain(ReadOnlySpan<byte> registrable) => Hashes.Contains(SeededHash.Compute(registrable, 0));

    private static ulong Hash(string domain)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        return DomainNameText.TryParse(domain, wire, out int length) ? SeededHash.Compute(wire[..length], 0) : 0;
    }
}
