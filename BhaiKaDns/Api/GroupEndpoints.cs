using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/groups</c>: what holds for whom.</summary>
internal static class GroupEndpoints
{
    private const string Example = """
        {"name":"children","lists":["*"],"rules":["||ads.example.com^"],"blockedServices":["tiktok"],"blockedSuffixes":["zip"],"safeSearch":["*"],"youTube":"moderate",
        "blockingMode":"nullAddress","blockedTtlSeconds":10,"reasonModes":[{"reason":"threat-feed","mode":"nxDomain"}],"rebindingProtection":true,"upstreams":["9.9.9.9"],"privacy":"noClients"}
        """;

    public static void MapGroups(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder groups = routes.MapGroup("/groups").WithTags("groups");
        groups.MapGet("/", List).Needs(Permissions.Read).Described("listGroups", "Lists the groups of devices, the group 'default' among them.");
        groups.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getGroup", "Shows a group by its name.");
        groups.MapPost("/", Post).Needs(Permissions.Manage).Described("addGroup", "Adds a group.", Example);
        groups.MapPut("/{id}", Put).Needs(Permissions.Manage).Described("changeGroup", "Replaces a group; a new name is taken over wherever the old one stands.", Example);
        groups.MapDelete("/{id}", Delete).Needs(Permissions.Manage).Described("removeGroup", "Removes a group that no device or schedule is in.");
    }

    internal static Results<Ok<Page<GroupDocument>>, ProblemHttpResult> List(
        [AsParameters] PageRequest page, [FromServices] PolicyStore store, [FromServices] IOptions<PolicyOptions> declared) =>
        Pages.Of([.. store.Model.Groups.Select(group => Document(store, declared.Value, group))], group => group.Name, page);

    internal static Results<Ok<GroupDocument>, StatusCodeHttpResult, ProblemHttpResult> Get(
        string id, HttpContext context, [FromServices] PolicyStore store, [FromServices] IOptions<PolicyOptions> declared) =>
        Answers.One(context, Find(store, declared.Value, id), $"There is no group '{id}'.");

    internal static async Task<Results<Created<GroupDocument>, ProblemHttpResult>> Post(
        GroupDocument group,
        HttpContext context,
        [FromServices] PolicyAdministration administration,
        [FromServices] PolicyStore store,
        [FromServices] IOptions<PolicyOptions> declared,
        CancellationToken cancellationToken) =>
        Answers.Added(
            context,
            await administration.AddAsync(context.Actor(), PolicyKinds.Groups, group.ToOptions(), cancellationToken),
            "/groups/",
            name => Find(store, declared.Value, name));

    internal static async Task<Results<Ok<GroupDocument>, ProblemHttpResult>> Put(
        string id,
        GroupDocument group,
        HttpContext context,
        [FromServices] PolicyAdministration administration,
        [FromServices] PolicyStore store,
        [FromServices] IOptions<PolicyOptions> declared,
        CancellationToken cancellationToken)
    {
        // The group "default" is there before anybody wrote it down: its first change adds it.
        bool isImplied = PolicyModel.Same(id, GroupOptions.DefaultName) && PolicyModel.Same(group.Name, id)
            && !store.Model.Stored.Groups.Concat(declared.Value.Groups).Any(known => PolicyModel.Same(known.Name, id));
        Outcome outcome = isImplied
            ? EntityTags.Expected(context.Request) is { } version && version != ObjectVersion.Of(store.Model.GroupOf(id))
                ? Outcome.Outdated
                : await administration.AddAsync(context.Actor(), PolicyKinds.Groups, group.ToOptions(), cancellationToken)
            : await administration.ChangeAsync(context.Actor(), PolicyKinds.Groups, id, group.ToOptions(), EntityTags.Expected(context.Request), cancellationToken);
        return Answers.Changed(context, outcome, name => Find(store, declared.Value, name));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(string id, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        (await administration.RemoveAsync(context.Actor(), PolicyKinds.Groups, id, EntityTags.Expected(context.Request), cancellationToken)).ToResult();

    private static Tagged<GroupDocument>? Find(PolicyStore store, PolicyOptions declared, string name)
    {
        if (store.Model.Groups.FirstOrDefault(group => PolicyModel.Same(group.Name, name)) is not { } found)
        {
            return null;
        }

        GroupDocument document = Document(store, declared, found);
        return new(document, EntityTags.Of(ObjectVersion.Of(found), new { document.IsPaused, document.PausedUntil, document.BlockedBySchedule }));
    }

    private static GroupDocument Document(PolicyStore store, PolicyOptions declared, GroupOptions group) =>
        GroupDocument.Of(group, store.Parts.Moment.ForGroup(group.Name), declared.Groups.Any(known => PolicyModel.Same(known.Name, group.Name)));
}
