using System.Text.Json;
using BhaiKaDns.Access.Argon2;

namespace BhaiKaDns.Api;

/// <summary>The outermost stage: our own failures become a plain 500 and one log line, an empty error status a problem.</summary>
internal sealed partial class ErrorBoundary(ILogger<ErrorBoundary> logger)
{
    private const string MissingPage = "/missing";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            SecurityHeaders.Write(context.Response.Headers, context.Request.IsHttps);
            await next(context);
            if (IsMissingPage(context))
            {
                context.Response.Redirect(context.Request.PathBase + MissingPage);
            }
            else if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentLength: null, ContentType: null })
            {
                await Problems.WriteAsync(context, context.Response.StatusCode, Problems.TitleOf(context.Response.StatusCode));
            }
        }
        catch (HasherBusyException) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = "2";
            await Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Too many logins at once; try again in a moment.");
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await WriteUnreadableAsync(context, exception);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to tell.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(exception, context.Request.Path);
            await Problems.WriteAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong here; the log says what.");
        }
    }

    // A person who mistyped an address wants a page with a way back, not JSON.
    private static bool IsMissingPage(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound, ContentLength: null, ContentType: null }
        && HttpMethods.IsGet(context.Request.Method)
        && context.Request.Path != MissingPage
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // JSON that could be read but does not fit (an unknown member, text for a number) is named by its place; what is not JSON at all has
    // the reader's exception inside.
    private static Task WriteUnreadableAsync(HttpContext context, BadHttpRequestException exception) =>
        exception is { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException { InnerException: not JsonException, Path: { } path } }
            ? Problems.WriteInvalidAsync(context, path.TrimStart('$').TrimStart('.'), "this member is not known here, or its value is not of its kind.")
            : Problems.WriteAsync(context, exception.StatusCode, Problems.TitleOf(exception.StatusCode));

    [LoggerMessage(2102, LogLevel.Error, "A request to {Path} failed; the client was told so.")]
    private partial void LogFailed(Exception exception, PathString path);
}
