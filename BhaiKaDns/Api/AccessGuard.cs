using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary>
/// The door of everything served over TCP: who may connect, and under which name. The control socket passes, its file's rights
/// are its door.
/// </summary>
internal sealed class AccessGuard : IDisposable
{
    private readonly AllowedNetworks _admins;
    private readonly AllowedNetworks _scrapers;
    private readonly AllowedNetworks _clients;
    private readonly HostNames _names;
    private readonly AnswerForeignName _foreign;

    public AccessGuard(IOptions<AdminOptions> admin, IOptions<MetricsOptions> metrics, IOptions<DnsOptions> dns, OnLinkNetworks onLink, AnswerForeignName foreign)
    {
        _foreign = foreign;
        _clients = new AllowedNetworks(dns.Value.AllowedNetworks, onLink);
        _admins = new AllowedNetworks(admin.Value.AllowedNetworks, onLink);
        _scrapers = new AllowedNetworks(metrics.Value.AllowedNetworks, onLink);
        _names = new HostNames(admin.Value.HostNames);
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ControlConnection.Carries(context))
        {
            return next(context);
        }

        if (BlockPageConnection.Carries(context))
        {
            // Whoever may ask for names may see why one is blocked; nothing else is served here.
            return MayConnect(context, _clients) ? _foreign(context, isOwnListener: true) : Stranger(context);
        }

        AllowedNetworks networks = context.Request.Path.Equals(MetricsEndpoints.Path, StringComparison.OrdinalIgnoreCase) ? _scrapers : _admins;
        if (!MayConnect(context, networks))
        {
            return Stranger(context);
        }

        if (!_names.IsOurs(context.Request.Host))
        {
            return AnswerForeignAsync(context);
        }

        return IsFromElsewhere(context.Request)
            ? Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "Another site's page may not act here.")
            : next(context);
    }

    public void Dispose()
    {
        _admins.Dispose();
        _scrapers.Dispose();
        _clients.Dispose();
    }

    private static bool MayConnect(HttpContext context, AllowedNetworks networks) => context.Connection.RemoteIpAddress is { } address && networks.Contains(address);

    private static Task Stranger(HttpContext context) => Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "This network may not open this page.");

    // The request goes no further under a name that is not ours: it gets the block page, or nothing.
    private async Task AnswerForeignAsync(HttpContext context)
    {
        if (context.Request.IsHttps || !await _foreign(context, isOwnListener: false))
        {
            await Problems.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "This server does not go by that name; Admin:HostNames adds names.");
        }
    }

    // Browsers send Origin with what can change things and with WebSockets, which no same-origin rule covers.
    private bool IsFromElsewhere(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return !string.IsNullOrEmpty(origin)
            && (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? site)
                || (!HostString.FromUriComponent(site).Equals(request.Host) && !site.IsDefaultOrigin(request.Host) && !_names.IsConfigured(site.Host)));
    }
}

file static class OriginExtensions
{
    // "http://dns.home" and "dns.home:80" are one origin.
    public static bool IsDefaultOrigin(this Uri site, HostString host) =>
        site.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && site.Port == (host.Port ?? (site.Scheme == Uri.UriSchemeHttps ? 443 : 80));
}
