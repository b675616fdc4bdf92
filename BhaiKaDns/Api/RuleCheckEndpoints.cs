using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
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

    private const string CheckExample = """{"lines":["||ads.example.com^","@@||shop.example.com^"],"client":"tablet"}""";
    private const string RehearseExample = """{"rules":[{"text":"||ads.example.com^"}],"maxRows":10000}""";

    public static void MapRuleChecks(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder rules = routes.MapGroup("/rules").WithTags("rules");
        rules.MapPost("/check", PostCheck).Needs(Permissions.Read).Described("checkRules", "Says what each line would do, in a sentence, or why it does nothing.", CheckExample);
        rules.MapPost("/rehearse", PostRehearse).Needs(Permissions.Read).Described(
            "rehearseRules", "Tells which questions of the log would be decided differently with other rules, for whom, how often. Nothing is changed.", RehearseExample);
    }

    internal static Results<Ok<Page<RuleCheckReport>>, ProblemHttpResult> PostCheck(RuleCheckRequest request)
    {
        IReadOnlyList<string> lines = request.Lines ?? [];
        if (lines.Count > MostLines || lines.Any(line => line is null || line.Length > MostLength))
        {
            return Problems.Invalid("lines", $"at most {MostLines} of at most {MostLength} characters each.");
        }

        string whom = request is { Client: { Length: > 0 } client } ? $"for {client}" : request is { Group: { Length: > 0 } group } ? $"for the group {group}" : "";
        return TypedResults.Ok(new Page<RuleCheckReport>([.. lines.Select(RuleReading.Of).Select(reading => RuleCheckReport.From(reading, whom))], Next: null));
    }

    internal static async Task<Results<Ok<RehearsalReport>, ProblemHttpResult>> PostRehearse(
        RehearseRequest request, HttpContext context, [FromServices] RuleRehearsal rehearsal, CancellationToken cancellationToken)
    {
        if (request.Rules?.Any(rule => rule is null || (rule.Text ?? "").Length > MostLength) is true)
        {
            return Problems.Invalid("rules", $"the text of a rule is at most {MostLength} characters.");
        }

        RehearsalRequest wanted = new(
            [.. (request.Rules ?? []).Select(rule => new PersonalRule { Text = rule.Text ?? "", Group = NullIfEmpty(rule.Group), Client = NullIfEmpty(rule.Client) })],
            request.Without ?? [],
            request.From,
            request.To,
            request.MaxRows ?? DefaultRows);
        (Outcome outcome, RehearsalReport? report) = await rehearsal.RunAsync(context.Actor(), wanted, new RehearsalProgress(), cancellationToken);
        return report is null ? outcome.ToProblem() : TypedResults.Ok(report);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
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
