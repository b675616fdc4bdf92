using System.Globalization;
using System.Text.Json;
using BhaiKaDns.Administration;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary>What became of something that somebody asked for, as HTTP says it: the one place where it is said.</summary>
internal static class Outcomes
{
    private static readonly Dictionary<string, string> MembersWithUnits = new(StringComparer.Ordinal)
    {
        ["ttl"] = "ttlSeconds",
        ["blockedTtl"] = "blockedTtlSeconds",
        ["interval"] = "intervalSeconds",
    };

    public static int StatusOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Done => StatusCodes.Status200OK,
        OutcomeKind.NotFound => StatusCodes.Status404NotFound,
        OutcomeKind.ReadOnly or OutcomeKind.InUse => StatusCodes.Status409Conflict,
        OutcomeKind.NotStored => StatusCodes.Status503ServiceUnavailable,
        OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
        OutcomeKind.Outdated => StatusCodes.Status412PreconditionFailed,
        OutcomeKind.TooSoon => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public static ProblemHttpResult ToProblem(this Outcome outcome)
    {
        if (outcome.Kind is OutcomeKind.Invalid)
        {
            return Problems.Invalid(
                outcome.Problems.GroupBy(problem => MemberOf(problem.Key), problem => problem.Problem).ToDictionary(group => group.Key, group => group.ToArray()),
                Problems.NothingChanged);
        }

        string detail = string.Join(' ', outcome.Problems.Select(problem => MemberOf(problem.Key) is { Length: > 0 } member ? $"{member}: {problem.Problem}" : problem.Problem));
        return TypedResults.Problem(detail, statusCode: StatusOf(outcome.Kind), title: Problems.NothingChanged);
    }

    /// <summary>For what answers with nothing but success.</summary>
    public static Results<NoContent, ProblemHttpResult> ToResult(this Outcome outcome) => outcome.IsDone ? TypedResults.NoContent() : outcome.ToProblem();

    /// <summary>The member of a body that a key of the settings stands for: <c>Groups:Lists:1</c> is <c>lists[1]</c>, <c>Records:3:Value</c> is <c>value</c>.</summary>
    internal static string MemberOf(string key)
    {
        string[] parts = key.Split(':');
        int start = PolicyNamesOf.Contains(parts[0]) ? 1 : 0;
        while (start > 0 && start < parts.Length && IsNumber(parts[start]))
        {
            start++;
        }

        string member = "";
        foreach (string part in parts[start..])
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(part);
            member += IsNumber(part) ? $"[{part}]" : member.Length == 0 ? MembersWithUnits.GetValueOrDefault(name, name) : $".{name}";
        }

        return member;
    }

    private static readonly HashSet<string> PolicyNamesOf =
        [PolicyKinds.Groups.Key, PolicyKinds.Devices.Key, PolicyKinds.Schedules.Key, "Rules", "Records", "Lists"];

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
