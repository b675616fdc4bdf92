using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/lists</c>: lists of names. An id is the list's name or its number.</summary>
internal static class ListEndpoints
{
    private const string Example = """{"name":"more","source":"https://lists.example/ads.txt","kind":"block","enabled":false,"intervalSeconds":86400}""";

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder lists = routes.MapGroup("/lists").WithTags("lists");
        lists.MapGet("/", List).Needs(Permissions.Read).Described("listLists", "Lists the lists of names, those that are off among them.");
        lists.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getList", "Shows a list by its name or number.");
        lists.MapPost("/", Post).Needs(Permissions.Lists).Described("addList", "Adds a list; it is fetched at once.", Example);
        lists.MapPut("/{id}", Put).Needs(Permissions.Lists).Described("changeList", "Replaces a list's definition.", Example);
        lists.MapDelete("/{id}", Delete).Needs(Permissions.Lists).Described("removeList", "Removes a list.");
    }

    internal static Results<Ok<Page<ListDocument>>, ProblemHttpResult> List([AsParameters] PageRequest page, HttpContext context, [FromServices] ListDocuments lists) =>
        Pages.Of(lists.All(SeesSecrets(context)), list => list.Name, page);

    internal static Results<Ok<ListDocument>, StatusCodeHttpResult, ProblemHttpResult> Get(string id, HttpContext context, [FromServices] ListDocuments lists) =>
        Answers.One(context, lists.Find(id, SeesSecrets(context)), $"There is no list '{id}'.");

    internal static async Task<Results<Created<ListDocument>, ProblemHttpResult>> Post(
        ListDocument list, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] ListDocuments lists, CancellationToken cancellationToken) =>
        Answers.Added(context, await administration.AddListAsync(context.Actor(), list.ToOptions(), cancellationToken), "/lists/", name => lists.Find(name, withSecrets: true));

    internal static async Task<Results<Ok<ListDocument>, ProblemHttpResult>> Put(
        string id, ListDocument list, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] ListDocuments lists, CancellationToken cancellationToken) =>
        Answers.Changed(
            context,
            await administration.ChangeListAsync(context.Actor(), lists.NameOf(id), list.ToOptions(), EntityTags.Expected(context.Request), cancellationToken),
            name => lists.Find(name, withSecrets: true));

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] ListDocuments lists, CancellationToken cancellationToken) =>
        (await administration.RemoveListAsync(context.Actor(), lists.NameOf(id), EntityTags.Expected(context.Request), cancellationToken)).ToResult();

    private static bool SeesSecrets(HttpContext context) => context.Actor().May(Permissions.Lists);
}
