using BhaiKaDns.Administration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary>The answers that all resources give alike.</summary>
internal static class Answers
{
    /// <summary>One object, unless the client has it already.</summary>
    public static Results<Ok<T>, StatusCodeHttpResult, ProblemHttpResult> One<T>(HttpContext context, Tagged<T>? found, string missing)
    {
        if (found is not { } one)
        {
            return Problems.NotFound(missing);
        }

        context.Response.Headers.ETag = one.Tag;
        return EntityTags.IsKnown(context.Request, one.Tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(one.Document);
    }

    /// <summary>What came of adding an object.</summary>
    /// <param name="path">Of the resource, with a slash at its end.</param>
    /// <param name="find">By the id that the outcome tells.</param>
    public static Results<Created<T>, ProblemHttpResult> Added<T>(HttpContext context, Outcome outcome, string path, Func<string, Tagged<T>?> find)
    {
        if (!outcome.IsDone)
        {
            return outcome.ToProblem();
        }

        string id = outcome.Id ?? "";
        return TypedResults.Created($"{ApiRegistration.ApiPath}{path}{Uri.EscapeDataString(id)}", Take(context, find(id)));
    }

    /// <summary>What came of changing an object.</summary>
    /// <inheritdoc cref="Added" path="/param"/>
    public static Results<Ok<T>, ProblemHttpResult> Changed<T>(HttpContext context, Outcome outcome, Func<string, Tagged<T>?> find) =>
        outcome.IsDone ? TypedResults.Ok(Take(context, find(outcome.Id ?? ""))) : outcome.ToProblem();

    // Another change may have taken it away again by now; then there is nothing to show, and the change was made all the same.
    private static T? Take<T>(HttpContext context, Tagged<T>? found)
    {
        if (found is not { } one)
        {
            return default;
        }

        context.Response.Headers.ETag = one.Tag;
        return one.Document;
    }
}

/// <summary>A document and its entity tag.</summary>
internal readonly record struct Tagged<T>(T Document, string Tag);
