using System.Diagnostics.Metrics;
using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Admission;

/// <summary>Admission with settings of the test, on a machine without networks of its own.</summary>
internal sealed class AdmissionHarness : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly OnLinkNetworks _onLink = new(() => [], NullLogger<OnLinkNetworks>.Instance);

    public AdmissionHarness(AdmissionOptions? options = null, DnsOptions? dns = null, int lanes = 1)
    {
        AdmissionMetrics metrics = new(_services.GetRequiredService<IMeterFactory>());
        IOptions<DnsOptions> dnsOptions = Options.Create(dns ?? new DnsOptions());
        IOptions<AdmissionOptions> admissionOptions = Options.Create(options ?? new AdmissionOptions());
        Control = new AdmissionControl(dnsOptions, admissionOptions, _onLink, metrics);
        Responses = new ResponseRateLimiter(dnsOptions, admissionOptions, _onLink, metrics);
        for (int lane = 0; lane < lanes; lane++)
        {
            Control.OpenLane(lane, isRateShared: lanes > 1);
        }
    }

    public AdmissionControl Control { get; }

    public ResponseRateLimiter Responses { get; }

    public AdmissionResult Admit(string client, long nowMs = 0, int lane = 0) =>
        Control.Admit(new QueryContext { Client = ClientAddress.From(IPAddress.Parse(client)), ReceivedAtMs = nowMs, Lane = lane });

    /// <summary>How many of so many queries at one moment get this result.</summary>
    public int Count(AdmissionResult result, int queries, string client, long nowMs = 0, int lane = 0) =>
        Enumerable.Range(0, queries).Count(_ => Admit(client, nowMs, lane) == result);

    public ResponseRate Judge(QueryContext query, string client, ResponseCode code = ResponseCode.NoError, long nowMs = 0)
    {
        query.Client = ClientAddress.From(IPAddress.Parse(client));
        return Responses.Judge(query, code, nowMs);
    }

    public void Dispose()
    {
        Control.Dispose();
        Responses.Dispose();
        _services.Dispose();
    }
}
