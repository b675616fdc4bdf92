using System.ComponentModel;
using System.Globalization;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/threats</c>, <c>typos</c>, <c>models</c>: what the engine found, what was mistyped here, and what it judges by.</summary>
internal static class ThreatEndpoints
{
    public static void MapThreats(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder threats = routes.MapGroup("").WithTags("threats");
        threats.MapGet("/threats", List).Needs(Permissions.Read).Described("listThreats", "Lists what the detectors found, newest first; kind, client and state (open, acknowledged, silenced) narrow it.");
        threats.MapGet("/threats/{id}", Get).Needs(Permissions.Read).Described("getThreat", "Shows a finding with its evidence.");
        threats.MapPatch("/threats/{id}", Patch).Needs(Permissions.Act).Described("markThreat", "Acknowledges a finding, or for administrators silences it; false takes it back.", """{"acknowledged":true}""");
        threats.MapGet("/typos", ListTypos).Needs(Permissions.Read).Described("listTypos", "Lists mistyped names with what was probably meant, newest first.");
        threats.MapGet("/models", ListModels).Needs(Permissions.Read).Described("listModels", "Lists the models in use: version, size, hash, thresholds. None means rules only.");
    }

    internal static Results<Ok<Page<ThreatDocument>>, ProblemHttpResult> List(
        string? kind, string? client, string? state, [AsParameters] PageRequest page, [FromServices] FindingStore findings, [FromServices] HomeNames names)
    {
        FindingState wanted = FindingState.Open;
        if (!string.IsNullOrEmpty(state) && (!Enum.TryParse(state, ignoreCase: true, out wanted) || !Enum.IsDefined(wanted)))
        {
            return Problems.Invalid("state", "'open', 'acknowledged' or 'silenced' is needed.");
        }

        ThreatDocument[] found =
        [
            .. findings.All
                .Where(finding => (string.IsNullOrEmpty(kind) || finding.Kind == kind) && (string.IsNullOrEmpty(client) || finding.Client == client) && (string.IsNullOrEmpty(state) || finding.StateOf() == wanted))
                .Select(finding => ThreatDocument.Of(finding, names)),
        ];
        return Pages.Of(found, finding => finding.Id.ToString(CultureInfo.InvariantCulture), page);
    }

    internal static Results<Ok<ThreatDocument>, ProblemHttpResult> Get(long id, [FromServices] FindingStore findings, [FromServices] HomeNames names) =>
        findings.Find(id) is { } finding ? TypedResults.Ok(ThreatDocument.Of(finding, names)) : Problems.NotFound("There is no such finding.");

    internal static async Task<Results<Ok<ThreatDocument>, ProblemHttpResult>> Patch(
        long id, ThreatMarks marks, HttpContext context, [FromServices] ThreatAdministration threats, [FromServices] FindingStore findings, [FromServices] HomeNames names)
    {
        if (marks is { Acknowledged: null, Silenced: null })
        {
            return Problems.Invalid("acknowledged", "this or 'silenced' is needed.");
        }

        Outcome outcome = await threats.MarkAsync(context.Actor(), id, marks.Acknowledged, marks.Silenced);
        return !outcome.IsDone ? outcome.ToProblem()
            : findings.Find(id) is { } finding ? TypedResults.Ok(ThreatDocument.Of(finding, names))
            : Problems.NotFound("There is no such finding.");
    }

    internal static Results<Ok<Page<TypoReport>>, ProblemHttpResult> ListTypos([AsParameters] PageRequest page, [FromServices] TypoAdvice typos) =>
        Pages.Of([.. typos.Notes.Select(note => new TypoReport(note.Typed, note.Meant, note.Count, note.LastSeen))], typo => typo.Typed, page);

    internal static Results<Ok<Page<ModelReport>>, ProblemHttpResult> ListModels([AsParameters] PageRequest page, [FromServices] EngineLoader loader) =>
        Pages.Of([.. loader.Models().Select(ModelReport.Of)], model => model.Kind, page);
}

/// <param name="Kind">Which detector found it.</param>
/// <param name="Client">Address; absent where the home keeps none.</param>
/// <param name="Device">What people call it.</param>
/// <param name="Name">Absent for what concerns a device as a whole, and where the home keeps no names.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Score">The detector's own measure.</param>
internal sealed record ThreatDocument(
    long Id, string Kind, string? Client, string? Device, string? Name, string Text, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Count, double Score,
    bool IsBlocked, FindingState State, bool Acknowledged, bool Silenced, IReadOnlyList<Evidence> Evidence)
{
    public static ThreatDocument Of(Finding finding, HomeNames names) => new(
        finding.Id, finding.Kind, NullIfEmpty(finding.Client), finding.DeviceOf(names), NullIfEmpty(finding.Name), finding.Text,
        finding.FirstSeen, finding.LastSeen, finding.Count, finding.Score, finding.IsBlocked, finding.StateOf(), finding.IsAcknowledged, finding.IsSilenced, finding.Evidence);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

internal sealed record ThreatMarks(
    [property: Description("Somebody has seen it.")] bool? Acknowledged = null,
    [property: Description("Nobody hears of it again; for administrators.")] bool? Silenced = null);

/// <param name="Typed">What was asked for and does not exist.</param>
/// <param name="Meant">What exists and is near; nothing is rewritten to it.</param>
internal sealed record TypoReport(string Typed, string Meant, int Count, DateTimeOffset LastSeen);

/// <param name="Kind">threat, host or category.</param>
/// <param name="Sha256">Of the file's content.</param>
/// <param name="Thresholds">Scores from which something is told or blocked, by name.</param>
/// <param name="Notes">What it is for, what it is not for, and how it was measured.</param>
internal sealed record ModelReport(string Kind, int Version, int SizeBytes, string Sha256, IReadOnlyDictionary<string, float> Thresholds, string Notes)
{
    public static ModelReport Of(ModelFile file) => new(file.Card.Kind, file.Card.Version, file.Length, file.Hash, file.Card.Thresholds, file.Card.Notes);
}
