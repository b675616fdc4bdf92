using System.Net;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api.AdGuardHome;

/// <summary>A part of AdGuard Home's API, for widgets and integrations made for it: to read, and pausing. User name and password come with each request.</summary>
internal static class AdGuardHomeEndpoints
{
    public static void MapAdGuardHome(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder control = routes.MapGroup("/control").ExcludeFromDescription();
        control.MapGet("/status", GetStatus).Needs(Permissions.Read);
        control.MapPost("/protection", PostProtection).Needs(Permissions.Act);
        control.MapGet("/filtering/status", GetFiltering).Needs(Permissions.Read);
        control.MapGet("/safebrowsing/status", GetSafeBrowsing).Needs(Permissions.Read);
        control.MapGet("/parental/status", GetParental).Needs(Permissions.Read);
        control.MapGet("/safesearch/status", GetSafeSearch).Needs(Permissions.Read);
        control.MapGet("/querylog_info", GetLogSettings).Needs(Permissions.Read);
        control.MapPost("/version.json", PostUpdate).Needs(Permissions.Read);
        control.MapAdGuardHomeStatistics();
    }

    internal static JsonHttpResult<StatusAnswer> GetStatus(
        HttpContext context, [FromServices] DayFigures figures, [FromServices] Uptime uptime, [FromServices] IOptions<DnsOptions> dns, [FromServices] HealthSummary health)
    {
        string[] addresses = [.. dns.Value.Listen.Where(text => IPEndPoint.TryParse(text, out _))];
        IPEndPoint? first = addresses.Select(IPEndPoint.Parse).FirstOrDefault();
        PolicyPause? pause = figures.Pause;
        long left = pause?.EndsAt is { } end ? (long)Math.Max(0, (end - figures.Now).TotalMilliseconds) : 0;
        return TypedResults.Json(
            new StatusAnswer(
                $"v{ProductVersion.Current}", "en", addresses, first?.Port ?? 53, context.Connection.LocalPort, left, pause?.EndsAt, pause is null, false, health.IsReady,
                uptime.StartedAt.ToUnixTimeMilliseconds()),
            AdGuardHomeJson.Default.StatusAnswer);
    }

    internal static async Task<Results<Ok, ContentHttpResult>> PostProtection(HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken)
    {
        ProtectionBody? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(context.Request.Body, AdGuardHomeJson.Default.ProtectionBody, cancellationToken);
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is not { Enabled: { } isOn })
        {
            return TypedResults.Content("'enabled' is needed.", "text/plain", statusCode: StatusCodes.Status400BadRequest);
        }

        // 0 stands for "without an end" there.
        TimeSpan? length = body.Duration is { } milliseconds and not 0 ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, -1, int.MaxValue * 1000L)) : null;
        Outcome outcome = isOn
            ? await administration.ResumeAsync(context.Actor(), null, cancellationToken)
            : await administration.PauseAsync(context.Actor(), null, length, cancellationToken);
        return outcome.IsDone ? TypedResults.Ok() : TypedResults.Content(outcome.Text, "text/plain", statusCode: Outcomes.StatusOf(outcome.Kind));
    }

    internal static JsonHttpResult<FilteringAnswer> GetFiltering([FromServices] DayFigures figures, [FromServices] PolicyStore store, [FromServices] IOptions<FilteringOptions> filtering)
    {
        IReadOnlyList<ListDocument> lists = figures.Lists;
        return TypedResults.Json(
            new FilteringAnswer(
                filtering.Value.Enabled,
                (int)filtering.Value.UpdateInterval.TotalHours,
                [.. lists.Where(list => list.Kind is not ListKind.Allow).Select(Part)],
                [.. lists.Where(list => list.Kind is ListKind.Allow).Select(Part)],
                [.. store.Rules, .. store.Parts.Moment.Rules.Where(rule => rule.Group is null && rule.Client is null).Select(rule => rule.Text)]),
            AdGuardHomeJson.Default.FilteringAnswer);
    }

    /// <summary>Lists of threats are what comes nearest.</summary>
    internal static JsonHttpResult<SwitchAnswer> GetSafeBrowsing([FromServices] DayFigures figures) =>
        Switch(figures.Lists.Any(list => list is { Kind: ListKind.Threat, Names: > 0 }));

    /// <summary>There is no one switch for all children's protection here: groups have services, suffixes and schedules.</summary>
    internal static JsonHttpResult<SwitchAnswer> GetParental() => Switch(isOn: false);

    internal static JsonHttpResult<SwitchAnswer> GetSafeSearch([FromServices] PolicyStore store) => Switch(store.Model.GroupOf(GroupOptions.DefaultName).SafeSearch.Count > 0);

    internal static JsonHttpResult<LogSettingsAnswer> GetLogSettings([FromServices] IOptions<QueryLogOptions> log) => TypedResults.Json(
        new LogSettingsAnswer(log.Value.Enabled, log.Value.Retention.TotalDays, log.Value.Privacy is not PrivacyLevel.Full), AdGuardHomeJson.Default.LogSettingsAnswer);

    internal static JsonHttpResult<UpdateAnswer> PostUpdate() => TypedResults.Json(new UpdateAnswer(Disabled: true), AdGuardHomeJson.Default.UpdateAnswer);

    private static JsonHttpResult<SwitchAnswer> Switch(bool isOn) => TypedResults.Json(new SwitchAnswer(isOn), AdGuardHomeJson.Default.SwitchAnswer);

    private static FilterPart Part(ListDocument list) => new(list.Enabled, list.Id, list.Name, list.Source, list.Names, list.FetchedAt);
}
