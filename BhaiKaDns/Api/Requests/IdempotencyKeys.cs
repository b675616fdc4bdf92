using System.Security.Cryptography;
using System.Text;
using BhaiKaDns.Access;

namespace BhaiKaDns.Api.Requests;

/// <summary>
/// Gives the same answer to a POST that comes again with the same <c>Idempotency-Key</c>, so that a client that heard nothing may ask
/// again. Keys belong to who asks. The memory is bounded: the oldest answers are forgotten first. Safe from any thread.
/// </summary>
internal sealed class IdempotencyKeys(TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 128;
    private const int MaxKeys = 256;
    private const int MaxAnswerLength = 16 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    // What these answer is a secret, and is not kept for an hour.
    private static readonly string[] SecretPaths = [ApiRegistration.ApiPath + "/auth", ApiRegistration.ApiPath + "/tokens", ApiRegistration.ApiPath + "/users"];

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Actor, string Key), KeptAnswer> _answers = [];

    /// <summary>Whether answers under this address are kept.</summary>
    public static bool Keeps(PathString path) => !SecretPaths.Any(secret => path.StartsWithSegments(secret, StringComparison.OrdinalIgnoreCase));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string? key = context.Request.Headers[Header];
        if (key is null || !HttpMethods.IsPost(context.Request.Method) || !Keeps(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (key.Length is 0 or > MaxKeyLength || !key.All(letter => letter is > ' ' and <= '~'))
        {
            await Problems.WriteInvalidAsync(context, Header, $"1 to {MaxKeyLength} visible ASCII characters are needed.");
            return;
        }

        Actor actor = context.Actor();
        (string, string) place = ($"{actor.Kind} {actor.Name}", key);
        string request = Digest(context);
        if (Begin(place, request) is { } known)
        {
            await known.WriteAsync(context, request);
            return;
        }

        await RunAsync(context, next, place, request);
    }

    // A body that is not JSON is not read by anything that is posted here, and is no part of the request.
    private static string Digest(HttpContext context)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Path}{context.Request.QueryString}\n"));
        if (context.Request.Body is MemoryStream body)
        {
            hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private KeptAnswer? Begin((string, string) place, string request)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (_answers.TryGetValue(place, out KeptAnswer? known) && now - known.BegunAt < KeptFor)
            {
                return known;
            }

            if (_answers.Count >= MaxKeys)
            {
                _answers.Remove(_answers.MinBy(pair => pair.Value.BegunAt).Key);
            }

            _answers[place] = new KeptAnswer(request, now);
            return null;
        }
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next, (string, string) place, string request)
    {
        Stream wire = context.Response.Body;
        using MemoryStream copy = new();
        context.Response.Body = copy;
        bool isKept = false;
        try
        {
            await next(context);
            isKept = TryKeep(context.Response, copy, place, request);
        }
        finally
        {
            context.Response.Body = wire;
            if (!isKept)
            {
                lock (_gate)
                {
                    _answers.Remove(place);
                }
            }
        }

        copy.Position = 0;
        await copy.CopyToAsync(wire, context.RequestAborted);
    }

    // Our own failures, and answers that are no answers yet, may be asked again.
    private bool TryKeep(HttpResponse response, MemoryStream body, (string, string) place, string request)
    {
        if (response.StatusCode is >= StatusCodes.Status500InternalServerError or StatusCodes.Status429TooManyRequests || body.Length > MaxAnswerLength)
        {
            return false;
        }

        lock (_gate)
        {
            if (_answers.TryGetValue(place, out KeptAnswer? begun))
            {
                _answers[place] = new KeptAnswer(request, begun.BegunAt, response.StatusCode, response.ContentType, response.Headers.ETag, response.Headers.Location, body.ToArray());
            }
        }

        return true;
    }
}
