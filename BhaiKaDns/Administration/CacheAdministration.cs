using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>Looking into the cache, and emptying it. Emptying is written to the audit trail; what is cached is nobody's to change otherwise.</summary>
internal sealed partial class CacheAdministration(AnswerCache cache, IOptions<CacheOptions> options, MonotonicClock clock, AuditTrail trail, ILogger<CacheAdministration> logger)
{
    public const string FlushAction = "cache.flush";

    /// <summary>Most entries shown at once.</summary>
    public const int MaxShown = 500;

    private const int MillisecondsPerSecond = 1_000;

    public CacheOverview Overview()
    {
        (long used, long size) = cache.Memory;
        return new CacheOverview(cache.Count, options.Value.Capacity, used, size);
    }

    /// <summary>Entries whose name holds a text, sorted by name.</summary>
    /// <param name="part">Letters of a name; empty for any.</param>
    public IReadOnlyList<ShownEntry> Browse(string part, int limit)
    {
        string wanted = part.Trim().TrimEnd('.').ToLowerInvariant();
        NameFilter filter = wanted.Length == 0 ? static _ => true : name => DomainNameText.ToText(name).Contains(wanted, StringComparison.OrdinalIgnoreCase);
        return [.. cache.Browse(filter, Math.Clamp(limit, 1, MaxShown), (uint)(clock.Milliseconds / MillisecondsPerSecond)).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <summary>Forgets a name with all below it, or everything.</summary>
    /// <param name="name">Null for everything.</param>
    /// <returns>How many entries went, where that was done.</returns>
    public async Task<(Outcome Outcome, int Removed)> FlushAsync(Actor actor, string? name)
    {
        if (!actor.May(Permissions.Manage))
        {
            return (Outcome.Forbidden, 0);
        }

        int removed;
        if (name is null)
        {
            removed = cache.Count;
            cache.Clear();
        }
        else
        {
            byte[] wire = new byte[DomainName.MaxLength];
            if (!DomainNameText.TryParse(name.Trim(), wire, out int length) || length == 1)
            {
                return (Outcome.Refused(OutcomeKind.Invalid, "name", "is not a domain name."), 0);
            }

            byte[] zone = wire[..length];
            removed = cache.RemoveWhere(entry => DomainName.IsAtOrBelow(entry, zone));
        }

        await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, FlushAction, name?.Trim() ?? "*"));
        LogFlushed(removed);
        return (Outcome.Done, removed);
    }

    [LoggerMessage(1803, LogLevel.Information, "{Count} answers were taken out of the cache by hand.")]
    private partial void LogFlushed(int count);
}

/// <param name="Entries">Answers held now, stale ones included.</param>
/// <param name="Bytes">Octets that they take.</param>
/// <param name="MaxBytes">Octets that there are for them.</param>
internal sealed record CacheOverview(int Entries, int Capacity, long Bytes, long MaxBytes);
