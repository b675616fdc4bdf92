namespace BhaiKaDns.Analytics;

/// <summary>
/// Adds the durations to what the metrics exporter answers. To be put in front of the exporter on its path. The plain text format
/// is asked for in the client's place: only in it may more follow the exporter's last line.
/// </summary>
internal sealed class DurationExposition(DurationHistogram durations)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Headers.Accept = "text/plain";
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status200OK && !HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(durations.ToText(), context.RequestAborted);
        }
    }
}
