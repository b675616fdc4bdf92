using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Syntax;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/rules/check</c> and <c>rehearse</c>: what lines would do, and what they would have done to the questions in the log. Nothing is changed.</summary>
internal static class RuleCheckEndpoints
{
    private const int MostLines = 1_000;
    private const int MostLength = 4_096;
    private const int DefaultRows = 100_000;

    public static void MapRuleChecks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/rules/check", PostCheck).Needs(Permissions.Read);
        routes.MapPost("/rules/rehearse", PostRehearse).Needs(Permissions.Read);
    }

    internal static Results<JsonHttpResult<IReadOnlyList<RuleCheckReport>>, ProblemHttpResult> PostCheck(RuleCheckRequest request)
    {
        IReadOnlyList<string> lines = request.Lines ?? [];
        if (lines.Count > MostLines || lines.Any(line => line is null || line.Length > MostLength))
        {
            return Invalid($"'lines' are at most {MostLines} of at most {MostLength} characters each.");
        }

        string whom = request is { Client: { Length: > 0 } client } ? $"for {client}" : request is { Group: { Length: > 0 } group } ? $"for the group {group}" : "";
        return TypedResults.Json<IReadOnlyList<RuleCheckReport>>(
            [.. lines.Select(RuleReading.Of).Select(reading => RuleCheckReport.From(reading, whom))], ApiJson.Default.IReadOnlyListRuleCheckReport);
    }

    internal static async Task<Results<JsonHttpResult<RehearsalReport>, ProblemHttpResult>> PostRehearse(
        RehearseRequest request, HttpContext context, [FromServices] RuleRehearsal rehearsal, CancellationToken cancellationToken)
    {
        if (request.Rules?.Any(rule => rule is null || (rule.Text ?? "").Length > MostLength) is true)
        {
            return Invalid($"The text of a rule is at most {MostLength} characters.");
        }

        RehearsalRequest wanted = new(
            [.. (request.Rules ?? []).Select(rule => new PersonalRule { Text = rule.Text ?? "", Group = NullIfEmpty(rule.Group), Client = NullIfEmpty(rule.Client) })],
            request.Without ?? [],
            request.From,
            request.To,
            request.MaxRows ?? DefaultRows);
        Actor actor = ControlConnection.Carries(context) ? Actor.Command : context.Actor();
        (Outcome outcome, RehearsalReport? report) = await rehearsal.RunAsync(actor, wanted, new RehearsalProgress(), cancellationToken);
        return report is not null ? TypedResults.Json(report, ApiJson.Default.RehearsalReport)
            : outcome.Kind is OutcomeKind.Forbidden ? TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: outcome.Text)
            : Invalid(outcome.Text);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ProblemHttpResult Invalid(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The rules could not be looked at.");
}

/// <param name="Group">For whom the sentences are; a device or address in <paramref name="Client"/> goes before.</param>
internal sealed record RuleCheckRequest(IReadOnlyList<string>? Lines, string? Group = null, string? Client = null);

/// <param name="Problem">Why the line decides nothing; absent if it is good or a comment.</param>
/// <param name="Sentences">What it would do, a sentence for each of its first rules.</param>
/// <param name="More">Rules of the line beyond those.</param>
internal sealed record RuleCheckReport(string Line, string? Problem, bool IsComment, IReadOnlyList<string> Sentences, int More)
{
    public static RuleCheckReport From(RuleReading reading, string whom) =>
        new(reading.Line, reading.Problem, reading.IsComment, [.. reading.Meanings.Select(meaning => meaning.Say(whom))], reading.More);
}

/// <param name="Without">Ids of rules in force that are left out.</param>
/// <param name="MaxRows">Most rows read, newest first; 100,000 if absent, at most a million.</param>
internal sealed record RehearseRequest(
    IReadOnlyList<RehearsedRule>? Rules, IReadOnlyList<string>? Without = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int? MaxRows = null);

internal sealed record RehearsedRule(string? Text, string? Group = null, string? Client = null);
