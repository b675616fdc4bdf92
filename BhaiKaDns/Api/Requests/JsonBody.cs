using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace BhaiKaDns.Api.Requests;

/// <summary>
/// Takes the JSON body of a request to the API whole and looks at its shape before anybody makes objects of it: its depth, and that no
/// array holds null, which no type here can refuse by itself. Its size is bounded by the server.
/// </summary>
internal static class JsonBody
{
    public const int MaxDepth = 16;

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } || !context.Request.HasJsonContentType())
        {
            await next(context);
            return;
        }

        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        if (!TryCheck(body.GetBuffer().AsSpan(0, (int)body.Length), out bool isJson))
        {
            await (isJson
                ? Problems.WriteInvalidAsync(context, "", "an array holds null.")
                : Problems.WriteAsync(context, StatusCodes.Status400BadRequest, $"The body is not JSON, or is nested deeper than {MaxDepth} levels."));
            return;
        }

        context.Request.Body = body;
        await next(context);
    }

    private static bool TryCheck(ReadOnlySpan<byte> body, out bool isJson)
    {
        isJson = false;
        try
        {
            Utf8JsonReader reader = new(body, new JsonReaderOptions { MaxDepth = MaxDepth });
            Span<bool> isArray = stackalloc bool[MaxDepth + 1];
            bool hasNull = false;
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    isArray[reader.CurrentDepth + 1] = reader.TokenType is JsonTokenType.StartArray;
                }

                hasNull |= reader.TokenType is JsonTokenType.Null && isArray[reader.CurrentDepth];
            }

            isJson = true;
            return !hasNull;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
