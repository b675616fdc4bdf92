using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace BhaiKaDns.EndToEnd;

/// <summary>Signs in at the login form as a browser without scripts would, and hands the cookie over.</summary>
internal static partial class PageLogin
{
    /// <summary>Signs the browser in, so that it may open any page.</summary>
    public static async Task SignInAsync(this ProgramUnderTest program, IBrowserContext context, string userName = ProgramUnderTest.UserName, string password = ProgramUnderTest.Password)
    {
        string session = await TakeCookieAsync(program.Admin, userName, password);
        await context.AddCookiesAsync([new Cookie { Name = "bhaikadns-session", Value = session, Url = program.Admin.AbsoluteUri, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
    }

    /// <summary>The value of the session cookie.</summary>
    public static async Task<string> TakeCookieAsync(Uri admin, string userName, string password)
    {
        CookieContainer cookies = new();
        using HttpClientHandler handler = new() { CookieContainer = cookies, AllowAutoRedirect = false };
        using HttpClient client = new(handler) { BaseAddress = admin };
        string form = await client.GetStringAsync(new Uri("login", UriKind.Relative));
        using FormUrlEncodedContent fields = new(
        [
            KeyValuePair.Create("_handler", "login"),
            KeyValuePair.Create("__RequestVerificationToken", Token().Match(form).Groups["token"].Value),
            KeyValuePair.Create("userName", userName),
            KeyValuePair.Create("password", password),
        ]);
        using HttpResponseMessage response = await client.PostAsync(new Uri("login", UriKind.Relative), fields);
        return cookies.GetCookies(admin)["bhaikadns-session"]?.Value
            ?? throw new InvalidOperationException($"The login was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
