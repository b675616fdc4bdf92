using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary>Errors as RFC 9457 problem details. What is said is written for a stranger: never an exception's text.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public const string NothingChanged = "Nothing was changed.";

    private const string NotUnderstood = "The request could not be understood.";

    /// <summary>What a status says where nothing better is known.</summary>
    public static string TitleOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Log in first.",
        StatusCodes.Status403Forbidden => "This account may not do that.",
        StatusCodes.Status404NotFound => "There is nothing under this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method; the header Allow tells which it takes.",
        StatusCodes.Status409Conflict => "It cannot be changed here, others need it, or the same request is worked on already.",
        StatusCodes.Status412PreconditionFailed => "It was changed meanwhile; load it again.",
        StatusCodes.Status422UnprocessableEntity => "What was given is wrong; 'errors' says where and why.",
        StatusCodes.Status503ServiceUnavailable => "The database does not take it.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be JSON, with the header Content-Type: application/json.",
        StatusCodes.Status429TooManyRequests => "Too many requests; the header Retry-After tells when to try again.",
        StatusCodes.Status400BadRequest => NotUnderstood,
        _ => "There is nothing to be had under this address in this way.",
    };

    public static Task WriteAsync(HttpContext context, int status, string title) => WriteAsync(context, new ProblemDetails { Status = status, Title = title });

    /// <summary>Says which member of a request is wrong.</summary>
    public static Task WriteInvalidAsync(HttpContext context, string key, string problem) => WriteAsync(context, InvalidDetails(new Dictionary<string, string[]> { [key] = [problem] }, NotUnderstood));

    /// <summary>One member of a request is wrong.</summary>
    public static ProblemHttpResult Invalid(string key, string problem) => Invalid(new Dictionary<string, string[]> { [key] = [problem] }, NotUnderstood);

    /// <param name="errors">Sentences by key: the member of the body or of the query.</param>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors, string title) => TypedResults.Problem(InvalidDetails(errors, title));

    /// <summary>There is no object of this id.</summary>
    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: TitleOf(StatusCodes.Status404NotFound));

    private static HttpValidationProblemDetails InvalidDetails(IDictionary<string, string[]> errors, string title) => new(errors)
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Title = title,
        Detail = string.Join(' ', errors.SelectMany(pair => pair.Value.Select(problem => pair.Key.Length == 0 ? problem : $"{pair.Key}: {problem}"))),
    };

    private static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return problem is HttpValidationProblemDetails invalid
            ? context.Response.WriteAsJsonAsync(invalid, ProblemJson.Default.HttpValidationProblemDetails, ContentType, context.RequestAborted)
            : context.Response.WriteAsJsonAsync(problem, ProblemJson.Default.ProblemDetails, ContentType, context.RequestAborted);
    }
}

[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ProblemJson : JsonSerializerContext;
