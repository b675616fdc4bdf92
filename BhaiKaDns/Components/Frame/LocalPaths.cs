namespace BhaiKaDns.Components.Frame;

/// <summary>Where to go after the login: only within this house, whatever a link says.</summary>
internal static class LocalPaths
{
    public const string Home = "/";

    private const int MaxLength = 1024;

    /// <summary>The path if it is one of ours, otherwise the dashboard.</summary>
    public static string Of(string? path) =>
        path is { Length: > 0 and <= MaxLength } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) ? path : Home;

    /// <summary>Answers a form with the way on.</summary>
    public static void GoOn(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
