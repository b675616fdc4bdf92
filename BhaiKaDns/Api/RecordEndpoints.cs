using System.ComponentModel;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/records</c>: local records. A record's id is made from all that it says, so it changes with the record and is its version too.</summary>
internal static class RecordEndpoints
{
    private const string Example = """{"name":"printer.lan","type":"A","value":"192.168.1.9","ttlSeconds":300,"groups":[]}""";

    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder records = routes.MapGroup("/records").WithTags("records");
        records.MapGet("/", List).Needs(Permissions.Read).Described("listRecords", "Lists the local records of settings and database; those of hosts files are not among them.");
        records.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getRecord", "Shows a local record.");
        records.MapPost("/", Post).Needs(Permissions.Manage).Described("addRecord", "Adds a local record.", Example);
        records.MapPut("/{id}", Put).Needs(Permissions.Manage).Described("changeRecord", "Replaces a local record; the answer tells its new id.", Example);
        records.MapDelete("/{id}", Delete).Needs(Permissions.Manage).Described("removeRecord", "Removes a local record.");
    }

    internal static Results<Ok<Page<RecordDocument>>, ProblemHttpResult> List([AsParameters] PageRequest page, [FromServices] PolicyStore store) =>
        Pages.Of([.. store.Model.Records.Select(record => RecordDocument.Of(record, !store.Model.Stored.Records.Contains(record)))], record => record.Id, page);

    internal static Results<Ok<RecordDocument>, StatusCodeHttpResult, ProblemHttpResult> Get(string id, HttpContext context, [FromServices] PolicyStore store) =>
        Answers.One(context, Find(store, id), $"There is no record '{id}'.");

    internal static async Task<Results<Created<RecordDocument>, ProblemHttpResult>> Post(
        RecordDocument record, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Added(context, await administration.AddRecordAsync(context.Actor(), record.ToOptions(), cancellationToken), "/records/", id => Find(store, id));

    internal static async Task<Results<Ok<RecordDocument>, ProblemHttpResult>> Put(
        string id, RecordDocument record, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Changed(
            context,
            Refusal(store, id, context.Request) ?? await administration.ChangeRecordAsync(context.Actor(), id, record.ToOptions(), cancellationToken),
            known => Find(store, known));

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        (Refusal(store, id, context.Request) ?? await administration.RemoveRecordAsync(context.Actor(), id, cancellationToken)).ToResult();

    private static Tagged<RecordDocument>? Find(PolicyStore store, string id) => store.Model.Records.FirstOrDefault(record => RecordIds.Of(record) == id) is { } record
        ? new(RecordDocument.Of(record, !store.Model.Stored.Records.Contains(record)), EntityTags.Of(id))
        : null;

    private static Outcome? Refusal(PolicyStore store, string id, HttpRequest request) => Find(store, id) is not { } found ? null
        : found.Document.IsReadOnly ? Outcome.Refused(OutcomeKind.ReadOnly, "", "This record is declared in a file and can be changed only there.")
        : EntityTags.Expected(request) is { } version && version != id ? Outcome.Outdated
        : null;
}

/// <summary>A local record, as it is read and written.</summary>
internal sealed record RecordDocument
{
    [ReadOnly(true)]
    public string Id { get; set; } = "";

    [Description("Owner name; *.name stands for every name below that has no record of its own. Of a PTR it may be an address.")]
    public string Name { get; set; } = "";

    [Description("A, AAAA, CNAME, TXT, SRV, MX, PTR, CAA, HTTPS, SVCB or NS.")]
    public string Type { get; set; } = "A";

    [Description("Data in the presentation form of its type.")]
    public string Value { get; set; } = "";

    public long TtlSeconds { get; set; } = 300;

    [Description("Groups that see it; empty for all.")]
    public IReadOnlyList<string> Groups { get; set; } = [];

    [ReadOnly(true)]
    [Description("Declared in a file, and can be changed only there.")]
    public bool IsReadOnly { get; set; }

    public static RecordDocument Of(RecordOptions record, bool isReadOnly) => new()
    {
        Id = RecordIds.Of(record),
        Name = record.Name,
        Type = record.Type,
        Value = record.Value,
        TtlSeconds = (long)record.Ttl.TotalSeconds,
        Groups = record.Groups,
        IsReadOnly = isReadOnly,
    };

    public RecordOptions ToOptions() => new() { Name = Name, Type = Type, Value = Value, Ttl = Seconds.ToSpan(TtlSeconds) ?? TimeSpan.Zero, Groups = Groups };
}
