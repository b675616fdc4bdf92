namespace BhaiKaDns.Api.PiHole;

/// <summary>Where clients of Pi-hole carry their session id: a header, the query, or a cookie.</summary>
internal static class PiHoleSession
{
    private const string Header = "X-FTL-SID";
    private const string Name = "sid";
    private const int MaxLength = 128;

    public static string? IdOf(HttpRequest request)
    {
        string? sid = request.Headers[Header].FirstOrDefault() ?? request.Query[Name].FirstOrDefault() ?? request.Cookies[Name];
        return sid is { Length: > 0 and <= MaxLength } ? sid : null;
    }
}
