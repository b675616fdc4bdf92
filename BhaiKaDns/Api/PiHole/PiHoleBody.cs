using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api.PiHole;

/// <summary>Bodies as clients of Pi-hole send and expect them: members that are not known do not matter, errors have a shape of their own.</summary>
internal static class PiHoleBody
{
    /// <summary>Null if the body is not what it must be.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonHttpResult<ErrorAnswer> Error(int status, string key, string message) =>
        TypedResults.Json(new ErrorAnswer(new ErrorPart(key, message, null)), PiHoleJson.Default.ErrorAnswer, statusCode: status);
}
