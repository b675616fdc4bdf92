using BhaiKaDns.Access;

namespace BhaiKaDns.Components.Language;

/// <summary><c>/language/{code}</c>: remembers the reader's language in a cookie and goes back to where they were.</summary>
internal static class LanguageEndpoints
{
    public const string Cookie = "bhaikadns-language";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    public static void MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{code}", Choose).ExcludeFromDescription().Needs(Permissions.None);

    /// <summary>The language of a request: the cookie's, or the browser's first that is there.</summary>
    public static string Of(HttpRequest request, LanguageCatalog languages) =>
        request.Cookies[Cookie] is { } chosen && languages.Has(chosen) ? chosen : languages.Choose(request.Headers.AcceptLanguage);

    internal static IResult Choose(string code, HttpContext context, LanguageCatalog languages)
    {
        if (languages.Has(code))
        {
            context.Response.Cookies.Append(
                Cookie, code, new CookieOptions { MaxAge = KeptFor, HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true });
        }

        // Only a path of our own: never where somebody else's link says.
        return Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out Uri? from) && HostString.FromUriComponent(from).Equals(context.Request.Host)
            ? Results.LocalRedirect("~" + from.PathAndQuery)
            : Results.LocalRedirect("~/");
    }
}
