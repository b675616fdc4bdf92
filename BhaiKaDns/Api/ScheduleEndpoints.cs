using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/schedules</c>: what is switched by the clock.</summary>
internal static class ScheduleEndpoints
{
    private const string Example = """
        {"name":"bedtime","groups":["default"],"ranges":[{"days":["sunday","monday"],"from":"21:00","to":"06:30"}],"timeZone":"Europe/Berlin",
        "holidays":["2027-01-01"],"onHolidays":"pause","action":"block","everything":true}
        """;

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder schedules = routes.MapGroup("/schedules").WithTags("schedules");
        schedules.MapGet("/", List).Needs(Permissions.Read).Described("listSchedules", "Lists the schedules.");
        schedules.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getSchedule", "Shows a schedule by its name.");
        schedules.MapPost("/", Post).Needs(Permissions.Manage).Described("addSchedule", "Adds a schedule.", Example);
        schedules.MapPut("/{id}", Put).Needs(Permissions.Manage).Described("changeSchedule", "Replaces a schedule.", Example);
        schedules.MapDelete("/{id}", Delete).Needs(Permissions.Manage).Described("removeSchedule", "Removes a schedule.");
    }

    internal static Results<Ok<Page<ScheduleDocument>>, ProblemHttpResult> List([AsParameters] PageRequest page, [FromServices] PolicyStore store) =>
        Pages.Of([.. store.Model.Schedules.Select(schedule => Document(store, schedule))], schedule => schedule.Name, page);

    internal static Results<Ok<ScheduleDocument>, StatusCodeHttpResult, ProblemHttpResult> Get(string id, HttpContext context, [FromServices] PolicyStore store) =>
        Answers.One(context, Find(store, id), $"There is no schedule '{id}'.");

    internal static async Task<Results<Created<ScheduleDocument>, ProblemHttpResult>> Post(
        ScheduleDocument schedule, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Added(context, await administration.AddAsync(context.Actor(), PolicyKinds.Schedules, schedule.ToOptions(), cancellationToken), "/schedules/", name => Find(store, name));

    internal static async Task<Results<Ok<ScheduleDocument>, ProblemHttpResult>> Put(
        string id, ScheduleDocument schedule, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Changed(
            context,
            await administration.ChangeAsync(context.Actor(), PolicyKinds.Schedules, id, schedule.ToOptions(), EntityTags.Expected(context.Request), cancellationToken),
            name => Find(store, name));

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(string id, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        (await administration.RemoveAsync(context.Actor(), PolicyKinds.Schedules, id, EntityTags.Expected(context.Request), cancellationToken)).ToResult();

    private static Tagged<ScheduleDocument>? Find(PolicyStore store, string name)
    {
        if (store.Model.Schedules.FirstOrDefault(schedule => PolicyModel.Same(schedule.Name, name)) is not { } found)
        {
            return null;
        }

        ScheduleDocument document = Document(store, found);
        return new(document, EntityTags.Of(ObjectVersion.Of(found), new { document.IsInForce }));
    }

    private static ScheduleDocument Document(PolicyStore store, ScheduleOptions schedule) => ScheduleDocument.Of(
        schedule, schedule.Groups.Any(group => store.Parts.Moment.ForGroup(group).Schedules.Contains(schedule.Name)), !store.Model.Stored.Schedules.Contains(schedule));
}
