using System.Globalization;
using BhaiKaDns.Administration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary>How what became of accounts and tokens is said over HTTP.</summary>
internal static class AccountAnswers
{
    public static Results<NoContent, ProblemHttpResult> ToAnswer(this Outcome outcome, HttpContext context) =>
        outcome.IsDone ? TypedResults.NoContent() : outcome.ToRefusal(context);

    public static ProblemHttpResult ToRefusal(this Outcome outcome, HttpContext context)
    {
        if (outcome.Wait > TimeSpan.Zero)
        {
            RetryAfter(context, outcome.Wait);
        }

        return TypedResults.Problem(outcome.Text, statusCode: StatusOf(outcome.Kind), title: "Nothing was changed.");
    }

    /// <summary>Too many wrong tries.</summary>
    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        RetryAfter(context, wait);
        return TypedResults.Problem(
            string.Create(CultureInfo.InvariantCulture, $"wait {Math.Ceiling(wait.TotalSeconds)} seconds."), statusCode: StatusCodes.Status429TooManyRequests, title: "Too many wrong tries.");
    }

    private static void RetryAfter(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static int StatusOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.NotFound => StatusCodes.Status404NotFound,
        OutcomeKind.ReadOnly or OutcomeKind.InUse => StatusCodes.Status409Conflict,
        OutcomeKind.NotStored => StatusCodes.Status503ServiceUnavailable,
        OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
        OutcomeKind.Outdated => StatusCodes.Status412PreconditionFailed,
        OutcomeKind.TooSoon => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
