using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary>Errors as RFC 9457 problem details. What is said is written for a stranger: never an exception's text.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        ProblemDetails problem = new() { Status = status, Title = title };
        return context.Response.WriteAsJsonAsync(problem, ProblemJson.Default.ProblemDetails, ContentType, context.RequestAborted);
    }
}

[JsonSerializable(typeof(ProblemDetails))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ProblemJson : JsonSerializerContext;
