namespace BhaiKaDns.Api.Requests;

/// <summary>What was answered to a request with an <c>Idempotency-Key</c>.</summary>
/// <param name="Request">Digest of address and body.</param>
/// <param name="Status">0 while the first request is still worked on.</param>
internal sealed record KeptAnswer(string Request, DateTimeOffset BegunAt, int Status = 0, string? ContentType = null, string? ETag = null, string? Location = null, byte[]? Body = null)
{
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Gives the answer again, or says why not.</summary>
    public async Task WriteAsync(HttpContext context, string request)
    {
        if (request != Request)
        {
            await Problems.WriteInvalidAsync(context, IdempotencyKeys.Header, "this key was used for another request.");
            return;
        }

        if (Status == 0)
        {
            await Problems.WriteAsync(context, StatusCodes.Status409Conflict, "The first request with this key is still worked on.");
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.ETag = ETag;
        response.Headers.Location = Location;
        response.Headers[ReplayedHeader] = "true";
        if (Body is { Length: > 0 } body)
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
