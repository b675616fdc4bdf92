using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Admission;

/// <summary>
/// Who may ask, and how often. Runs before a query is parsed, so that a flood costs the least. Each lane has a table of its own and
/// gives a client half its rate: one that comes over all lanes (at most four) gets up to twice its rate, one that keeps to one port
/// gets half of it. With one lane the rate is exact.
/// </summary>
internal sealed class AdmissionControl : IDisposable
{
    private const int Sets = 1024;
    private const ulong RateSalt = 1;
    private const ulong RefusalSalt = 2;

    private readonly AllowedNetworks _allowed;
    private readonly AllowedNetworks _unlimited;
    private readonly AdmissionOptions _options;
    private readonly AdmissionMetrics _metrics;
    private AdmissionLane[] _lanes = [];

    public AdmissionControl(IOptions<DnsOptions> dns, IOptions<AdmissionOptions> options, OnLinkNetworks onLink, AdmissionMetrics metrics)
    {
        _allowed = new AllowedNetworks(dns.Value.AllowedNetworks, onLink);
        _options = options.Value;
        _unlimited = new AllowedNetworks(_options.Unlimited, onLink);
        _metrics = metrics;
    }

    /// <summary>Makes room for a lane. <paramref name="isRateShared"/>: a client may come over several lanes at once.</summary>
    public void OpenLane(int lane, bool isRateShared)
    {
        lock (_metrics)
        {
            AdmissionLane[] lanes = new AdmissionLane[Math.Max(_lanes.Length, lane + 1)];
            _lanes.CopyTo(lanes, 0);
            float share = isRateShared ? 0.5f : 1;
            lanes[lane] = new AdmissionLane(new BucketTable(Sets), _options.QueriesPerSecond * share, _options.Burst * share);
            Volatile.Write(ref _lanes, lanes);
        }
    }

    /// <summary>Judges the sender. Called by the lane's thread.</summary>
    public AdmissionResult Admit(QueryContext query)
    {
        AdmissionLane lane = _lanes[query.Lane];
        if (lane.NetworksVersion != _allowed.Version)
        {
            lane.Buckets.Clear();
            lane.NetworksVersion = _allowed.Version;
        }

        ref Bucket bucket = ref lane.Buckets.Find(query.Client, RateSalt, query.ReceivedAtMs);
        if (bucket.Standing is Standing.Unknown)
        {
            if (!_allowed.Contains(query.Client.High, query.Client.Low))
            {
                // A stranger keeps no bucket of its own: forged addresses would push out those of the home.
                bucket = default;
                return Refuse(lane, query);
            }

            bool isUnlimited = !_options.Enabled || _unlimited.Contains(query.Client.High, query.Client.Low);
            bucket.Standing = isUnlimited ? Standing.Unlimited : Standing.Limited;
            bucket.Tokens = lane.Burst;
        }

        if (bucket.Standing is Standing.Unlimited)
        {
            bucket.LastMs = query.ReceivedAtMs;
            return AdmissionResult.Admitted;
        }

        if (bucket.TryTake(lane.PerSecond, lane.Burst, query.ReceivedAtMs))
        {
            return AdmissionResult.Admitted;
        }

        _metrics.OverRate();
        return AdmissionResult.Silence;
    }

    public void Dispose()
    {
        _allowed.Dispose();
        _unlimited.Dispose();
    }

    private AdmissionResult Refuse(AdmissionLane lane, QueryContext query)
    {
        ref Bucket network = ref lane.Strangers.Find(NetworkOf(query.Client), RefusalSalt, query.ReceivedAtMs);
        if (network.Standing is Standing.Unknown)
        {
            network.Standing = Standing.Limited;
            network.Tokens = _options.RefusalsPerSecond;
        }

        _metrics.Stranger();
        return network.TryTake(_options.RefusalsPerSecond, _options.RefusalsPerSecond, query.ReceivedAtMs)
            ? AdmissionResult.Refusal
            : AdmissionResult.Silence;
    }

    /// <summary>The network that strangers are counted by: /24 and /56.</summary>
    internal static ClientAddress NetworkOf(ClientAddress client) => client.Prefix(client.IsIPv4 ? 96 + 24 : 56);

    private sealed class AdmissionLane(BucketTable buckets, float perSecond, float burst)
    {
        public BucketTable Buckets { get; } = buckets;

        public BucketTable Strangers { get; } = new(Sets / 4);

        public float PerSecond { get; } = perSecond;

        public float Burst { get; } = burst;

        public int NetworksVersion { get; set; } = -1;
    }
}
