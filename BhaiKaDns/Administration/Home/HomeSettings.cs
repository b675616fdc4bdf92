using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration.Home;

/// <summary>The two settings that the first run writes. A change builds the house anew, so what is so already is not written again.</summary>
internal sealed class HomeSettings(SettingsAdministration settings, IOptions<QueryLogOptions> queryLog, IOptions<ResolverOptions> resolver)
{
    private const string PrivacyKey = $"{QueryLogOptions.Section}:{nameof(QueryLogOptions.Privacy)}";
    private const string ConditionalKey = $"{ResolverOptions.Section}:{nameof(ResolverOptions.Conditional)}";

    /// <inheritdoc cref="SavePrivacy"/>
    public Task<Outcome> SavePrivacyAsync(Actor actor, PrivacyLevel level, CancellationToken cancellationToken) =>
        queryLog.Value.Privacy == level ? Task.FromResult(Outcome.Done) : SetAsync(actor, PrivacyKey, level.ToString(), cancellationToken);

    /// <inheritdoc cref="SaveConditional"/>
    public Task<Outcome> SaveConditionalAsync(Actor actor, ConditionalOffer offer, CancellationToken cancellationToken)
    {
        ConditionalUpstreamOptions[] known = resolver.Value.Conditional;
        IEnumerable<ConditionalUpstreamOptions> added = offer.Domains
            .Where(domain => !known.Any(rule => string.Equals(rule.Domain.TrimEnd('.'), domain, StringComparison.OrdinalIgnoreCase)))
            .Select(domain => new ConditionalUpstreamOptions { Domain = domain, Upstreams = [offer.Upstream.ToString()] });
        return SetAsync(actor, ConditionalKey, (ConditionalUpstreamOptions[])[.. known, .. added], cancellationToken);
    }

    private Task<Outcome> SetAsync<T>(Actor actor, string key, T value, CancellationToken cancellationToken) => settings.SetAsync(
        actor, new Dictionary<string, JsonElement?>(StringComparer.OrdinalIgnoreCase) { [key] = JsonSerializer.SerializeToElement(value) }, cancellationToken);
}
