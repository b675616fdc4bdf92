using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Surroundings;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration.Home;

/// <summary>
/// Finds out about the home when somebody wants to know, and remembers it for half a minute: the router must not be asked at the pace
/// of a page. Nothing outside the home is asked.
/// </summary>
internal sealed partial class HomeDiscovery(
    HomeNetworkReader reader,
    RouterProbe router,
    IOptions<DnsOptions> dns,
    IOptionsMonitor<ResolverOptions> resolver,
    HealthBoard health,
    TimeProvider time,
    ILogger<HomeDiscovery> logger) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private HomeReport? _last;

    /// <param name="anew">Looks again, whatever is remembered.</param>
    public async Task<HomeReport> LookAsync(bool anew, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (anew || _last is null || time.GetUtcNow() - _last.TakenAt >= KeptFor || time.GetUtcNow() < _last.TakenAt)
            {
                _last = await TakeAsync(cancellationToken);
            }

            return _last;
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    private async Task<HomeReport> TakeAsync(CancellationToken cancellationToken)
    {
        HomeNetwork network = reader.Read();
        HomeView view = new(
            network,
            await router.AskAsync(network, cancellationToken),
            [.. dns.Value.Listen.Select(text => ListenAddress.TryParse(text, out IPEndPoint point) ? point : null).OfType<IPEndPoint>()],
            health.Parts.FirstOrDefault(part => part.Name == HealthParts.Listeners),
            [.. resolver.CurrentValue.Conditional.Select(conditional => conditional.Domain.TrimEnd('.'))]);
        HomeReport report = new(time.GetUtcNow(), network, view.Points, view.Router, HomeFindings.Of(view), HomeFindings.OfferOf(view));
        LogLooked(network.Addresses.Count, network.Resolvers.Count, report.Findings.Count(finding => finding.Level is FindingLevel.Warning));
        return report;
    }

    [LoggerMessage(1840, LogLevel.Debug, "The home was looked at: {Addresses} addresses of this machine, {Resolvers} resolvers named to it, {Warnings} warnings.")]
    private partial void LogLooked(int addresses, int resolvers, int warnings);
}
