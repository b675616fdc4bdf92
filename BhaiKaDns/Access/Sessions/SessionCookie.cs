namespace BhaiKaDns.Access.Sessions;

/// <summary>The cookie that keeps a browser signed in.</summary>
internal static class SessionCookie
{
    public const string Name = "bhaikadns-session";

    public static void Give(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(Name, token, Options(context, lifetime));

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    // Lax, not Strict: a link from a start page or a chat must open the pages signed in. What changes something is never a GET, and asks
    // for a token or a header of our own besides.
    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        MaxAge = lifetime,
        Path = "/",
    };
}
