using System.ComponentModel;
using System.Globalization;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/rules</c>: the lines that the people of this home wrote, and those of the settings, which are read-only.</summary>
internal static class RuleEndpoints
{
    private const string DeclaredPrefix = "settings-";
    private const string Example = """{"text":"||ads.example.com^","note":"Too loud.","endsAt":"2030-01-01T00:00:00Z"}""";

    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder rules = routes.MapGroup("/rules").WithTags("rules");
        rules.MapGet("/", List).Needs(Permissions.Read).Described("listRules", "Lists the rules in force.");
        rules.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getRule", "Shows a rule.");
        rules.MapPost("/", Post).Needs(Permissions.Manage).Described("addRule", "Adds a rule; one with the same line for the same group or client gives way to it.", Example);
        rules.MapPut("/{id}", Put).Needs(Permissions.Manage).Described("changeRule", "Replaces a rule, which keeps its id.", Example);
        rules.MapDelete("/{id}", Delete).Needs(Permissions.Manage).Described("removeRule", "Removes a rule.");
    }

    internal static Results<Ok<Page<RuleDocument>>, ProblemHttpResult> List([AsParameters] PageRequest page, [FromServices] PolicyStore store) =>
        Pages.Of(All(store), rule => rule.Id, page);

    internal static Results<Ok<RuleDocument>, StatusCodeHttpResult, ProblemHttpResult> Get(string id, HttpContext context, [FromServices] PolicyStore store) =>
        Answers.One(context, Find(store, id), $"There is no rule '{id}'.");

    internal static async Task<Results<Created<RuleDocument>, ProblemHttpResult>> Post(
        RuleDocument rule, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Added(context, await administration.AddRuleAsync(context.Actor(), rule.ToRule(), cancellationToken), "/rules/", id => Find(store, id));

    internal static async Task<Results<Ok<RuleDocument>, ProblemHttpResult>> Put(
        string id, RuleDocument rule, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Changed(
            context,
            IsDeclared(store, id) ? Declared() : await administration.ChangeRuleAsync(context.Actor(), id, rule.ToRule(), EntityTags.Expected(context.Request), cancellationToken),
            known => Find(store, known));

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        (IsDeclared(store, id) ? Declared() : await administration.RemoveRuleAsync(context.Actor(), id, EntityTags.Expected(context.Request), cancellationToken)).ToResult();

    private static RuleDocument[] All(PolicyStore store) =>
    [
        .. store.Rules.Select((line, index) => new RuleDocument { Id = DeclaredPrefix + (index + 1).ToString(CultureInfo.InvariantCulture), Text = line, IsReadOnly = true }),
        .. store.Parts.Moment.Rules.Select(RuleDocument.Of),
    ];

    private static Tagged<RuleDocument>? Find(PolicyStore store, string id) =>
        store.Parts.Moment.Rules.FirstOrDefault(rule => rule.Id == id) is { } stored ? new(RuleDocument.Of(stored), EntityTags.Of(ObjectVersion.Of(stored)))
        : All(store).FirstOrDefault(rule => rule.IsReadOnly && rule.Id == id) is { } declared ? new(declared, EntityTags.Of(ObjectVersion.Of(declared)))
        : null;

    private static bool IsDeclared(PolicyStore store, string id) => Find(store, id) is { Document.IsReadOnly: true };

    private static Outcome Declared() => Outcome.Refused(OutcomeKind.ReadOnly, "", "This rule stands in the settings and can be changed only there.");
}

/// <summary>A rule, as it is read and written.</summary>
internal sealed record RuleDocument
{
    [ReadOnly(true)]
    public string Id { get; set; } = "";

    [Description("One line of list syntax.")]
    public string Text { get; set; } = "";

    [Description("The group it holds for; left out, like 'client', for everybody.")]
    public string? Group { get; set; }

    [Description("Name of a device, or an address that no device is declared for.")]
    public string? Client { get; set; }

    public string Note { get; set; } = "";

    [Description("When it ends by itself; left out for never.")]
    public DateTimeOffset? EndsAt { get; set; }

    [ReadOnly(true)]
    [Description("Who set it.")]
    public string? Author { get; set; }

    [ReadOnly(true)]
    public DateTimeOffset? CreatedAt { get; set; }

    [ReadOnly(true)]
    [Description("Declared in the settings, and can be changed only there.")]
    public bool IsReadOnly { get; set; }

    public static RuleDocument Of(PersonalRule rule) => new()
    {
        Id = rule.Id,
        Text = rule.Text,
        Group = rule.Group,
        Client = rule.Client,
        Note = rule.Note,
        EndsAt = rule.EndsAt,
        Author = rule.Author,
        CreatedAt = rule.CreatedAt,
    };

    public PersonalRule ToRule() => new() { Text = Text, Group = Group, Client = Client, Note = Note, EndsAt = EndsAt?.ToUniversalTime() };
}
