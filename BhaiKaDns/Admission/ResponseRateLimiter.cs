using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Admission;

/// <summary>
/// Response rate limiting as BIND and Knot do it: where everybody may ask, alike UDP responses to one network of strangers are held
/// to a rate, so that forged queries cannot make this server flood a victim. Alike means: same name for answers, same kind for errors
/// and names that do not exist. Used by several threads; only strangers ever take its lock.
/// </summary>
internal sealed class ResponseRateLimiter(IOptions<DnsOptions> dns, IOptions<AdmissionOptions> options, OnLinkNetworks onLink, AdmissionMetrics metrics) : IDisposable
{
    private const int Sets = 4096;

    private readonly Lock _counting = new();
    private readonly bool _isOpenToAll = dns.Value.AllowedNetworks.Contains(AllowedNetworks.Any, StringComparer.OrdinalIgnoreCase);
    private readonly AllowedNetworks _home = new([AllowedNetworks.Private], onLink);
    private readonly BucketTable _buckets = new(Sets);
    private readonly int _perSecond = options.Value.ResponsesPerSecond;

    /// <summary>Judges a response that is about to go out.</summary>
    public ResponseRate Judge(QueryContext query, ResponseCode code, long nowMs)
    {
        if (!_isOpenToAll || query.Protocol is not TransportProtocol.Udp || _home.Contains(query.Client.High, query.Client.Low))
        {
            return ResponseRate.Send;
        }

        ulong kind = code is ResponseCode.NoError ? query.NameHash : (ulong)code + 1;
        lock (_counting)
        {
            ref Bucket bucket = ref _buckets.Find(AdmissionControl.NetworkOf(query.Client), kind, nowMs);
            if (bucket.Standing is Standing.Unknown)
            {
                bucket.Standing = Standing.Limited;
                bucket.Tokens = _perSecond;
            }

            if (bucket.TryTake(_perSecond, _perSecond, nowMs))
            {
                return ResponseRate.Send;
            }

            metrics.ResponseHeldBack();
            return (bucket.HeldBack++ & 1) == 0 ? ResponseRate.Truncate : ResponseRate.Drop;
        }
    }

    public void Dispose() => _home.Dispose();
}

/// <summary>What goes out to a stranger.</summary>
internal enum ResponseRate : byte
{
    Send = 0,

    /// <summary>Truncated and without records: a real client comes back over TCP, a forged one costs its victim little.</summary>
    Truncate,
    Drop,
}
