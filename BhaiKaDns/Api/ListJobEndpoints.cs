using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/lists/jobs</c>: fetching lists in the background, to be watched and to be given up; and switching lists on and off.</summary>
internal static class ListJobEndpoints
{
    public static void MapListJobs(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder lists = routes.MapGroup("/lists").WithTags("lists");
        lists.MapGet("/jobs", GetJobs).Needs(Permissions.Read).Described("listListJobs", "Shows fetching that people asked for, running or lately ended, list by list.");
        lists.MapPost("/jobs", PostJob).Needs(Permissions.Lists).Described("startListJob", "Starts to fetch one list, by its number, or all, and does not wait.");
        lists.MapDelete("/jobs/{job}", DeleteJob).Needs(Permissions.Lists).Described("cancelListJob", "Gives a job up; what had come by then is in force.");
        lists.MapPost("/{id}/on", SwitchOn).Needs(Permissions.Lists).Described("switchListOn", "Switches a list on, also one that the settings declare.");
        lists.MapPost("/{id}/off", SwitchOff).Needs(Permissions.Lists).Described("switchListOff", "Switches a list off, also one that the settings declare.");
    }

    internal static Results<Ok<Page<ListJobReport>>, ProblemHttpResult> GetJobs([AsParameters] PageRequest page, [FromServices] ListAdministration administration) =>
        Pages.Of(administration.JobsNow, job => job.Id, page);

    internal static Results<Accepted<ListJobStarted>, ProblemHttpResult> PostJob(ushort? list, bool? accept, HttpContext context, [FromServices] ListAdministration administration)
    {
        Outcome outcome = administration.Refresh(context.Actor(), list, accept ?? false);
        return outcome is { IsDone: true, Id: { } id } ? TypedResults.Accepted($"{ApiRegistration.ApiPath}/lists/jobs", new ListJobStarted(id)) : outcome.ToProblem();
    }

    internal static Results<NoContent, ProblemHttpResult> DeleteJob(string job, HttpContext context, [FromServices] ListAdministration administration) =>
        administration.Cancel(context.Actor(), job).ToResult();

    internal static Task<Results<NoContent, ProblemHttpResult>> SwitchOn(
        string id, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] ListDocuments lists, CancellationToken cancellationToken) =>
        SwitchAsync(id, isOn: true, context, administration, lists, cancellationToken);

    internal static Task<Results<NoContent, ProblemHttpResult>> SwitchOff(
        string id, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] ListDocuments lists, CancellationToken cancellationToken) =>
        SwitchAsync(id, isOn: false, context, administration, lists, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> SwitchAsync(
        string id, bool isOn, HttpContext context, PolicyAdministration administration, ListDocuments lists, CancellationToken cancellationToken) =>
        (await administration.SwitchListAsync(context.Actor(), lists.NameOf(id), isOn, cancellationToken)).ToResult();
}

/// <param name="Id">For <c>lists/jobs</c>.</param>
internal sealed record ListJobStarted(string Id);
