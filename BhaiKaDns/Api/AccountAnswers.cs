using System.Globalization;
using BhaiKaDns.Administration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary>How what became of accounts and tokens is said over HTTP: as of everything, and how long to wait after wrong tries.</summary>
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

        return outcome.ToProblem();
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
}
