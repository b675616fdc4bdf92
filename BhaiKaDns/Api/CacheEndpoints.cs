using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/cache</c>: how full the cache is, what it holds of a name, and emptying it.</summary>
internal static class CacheEndpoints
{
    private const int DefaultLimit = 100;

    public static void MapCache(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder cache = routes.MapGroup("/cache").WithTags("cache");
        cache.MapGet("/", Get).Needs(Permissions.Read).Described("getCache", "Shows how full the cache is, and answers whose name holds the text of name; at most limit of them.");
        cache.MapDelete("/", Delete).Needs(Permissions.Manage).Described("flushCache", "Forgets a name with all below it, or everything where no name is given.");
    }

    internal static Results<Ok<CacheReport>, ProblemHttpResult> Get(string? name, int? limit, [FromServices] CacheAdministration cache, [FromServices] ApiSources sources)
    {
        if (name?.Length > DomainName.MaxLength)
        {
            return Problems.Invalid("name", "is longer than any name.");
        }

        if (limit is < 1 or > CacheAdministration.MaxShown)
        {
            return Problems.Invalid("limit", $"must be between 1 and {CacheAdministration.MaxShown}.");
        }

        CacheOverview overview = cache.Overview();
        return TypedResults.Ok(new CacheReport(
            overview.Entries,
            overview.Capacity,
            overview.Bytes,
            overview.MaxBytes,
            sources.Totals().HitRate,
            [.. cache.Browse(name ?? "", limit ?? DefaultLimit).Select(CacheReportEntry.Of)]));
    }

    internal static async Task<Results<Ok<CacheFlushReport>, ProblemHttpResult>> Delete(string? name, HttpContext context, [FromServices] CacheAdministration cache)
    {
        (Outcome outcome, int removed) = await cache.FlushAsync(context.Actor(), name);
        return outcome.IsDone ? TypedResults.Ok(new CacheFlushReport(removed)) : outcome.ToProblem();
    }
}

/// <param name="HitRate">0 to 1, since the start.</param>
internal sealed record CacheReport(int Entries, int Capacity, long Bytes, long MaxBytes, double HitRate, IReadOnlyList<CacheReportEntry> Items);

/// <param name="Type">Absent where the name does not exist for any type.</param>
/// <param name="PolicyClass">Number of the devices' common policy under which it was judged.</param>
/// <param name="Rcode">As RFC 1035 and its registry number them.</param>
internal sealed record CacheReportEntry(
    string Name, string? Type, int PolicyClass, long TtlLeftSeconds, long AgeSeconds, bool IsStale, string Decision, string Reason, int Rcode, int Answers)
{
    public static CacheReportEntry Of(ShownEntry entry) => new(
        entry.Name,
        entry.Type is RecordType.None ? null : RecordTypeText.ToText(entry.Type),
        entry.PolicyClass,
        entry.TtlLeftSeconds,
        entry.AgeSeconds,
        entry.IsStale,
        entry.Verdict.Decision.Id(),
        entry.Verdict.Told.Id(),
        (int)entry.ResponseCode,
        entry.AnswerCount);
}

internal sealed record CacheFlushReport(int Removed);
