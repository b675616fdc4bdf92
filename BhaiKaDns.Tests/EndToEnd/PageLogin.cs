using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
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

    /// <summary>The API, signed in.</summary>
    public static async Task<HttpClient> OpenApiAsync(this ProgramUnderTest program)
    {
        HttpClient client = new() { BaseAddress = new Uri(program.Admin, "api/v1/") };
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            new Uri("auth/login", UriKind.Relative), new { userName = ProgramUnderTest.UserName, password = ProgramUnderTest.Password });
        JsonElement tokens = await response.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>Posts a body and wants it taken.</summary>
    public static async Task AddAsync(this HttpClient api, string path, object body)
    {
        using HttpResponseMessage response = await api.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path} was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
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
