using System.Net.WebSockets;
using BhaiKaDns.Api.Contract;
using BhaiKaDns.EndToEnd;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>What a page of another site can make a browser send that is signed in here.</summary>
internal sealed class OtherSitesTests
{
    private ApiUnderTest _api = null!;
    private string _cookie = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiUnderTest.StartAsync();
        await _api.AddAccountsAsync();
        _cookie = "bhaikadns-session=" + await PageLogin.TakeCookieAsync(_api.Address, "viewer", ApiUnderTest.Password);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase("login", null)]
    [TestCase("login", "made up")]
    [TestCase("setup", null)]
    [TestCase("sign-out", null)]
    [TestCase("sign-out", "made up")]
    public async Task PostForm_WithoutItsToken_IsRefusedAndStaysSignedIn(string page, string? token)
    {
        using HttpClient client = new() { BaseAddress = _api.Address };
        using FormUrlEncodedContent fields = new(
        [
            KeyValuePair.Create("_handler", page),
            KeyValuePair.Create("userName", "viewer"),
            KeyValuePair.Create("password", ApiUnderTest.Password),
            .. token is null ? [] : (KeyValuePair<string, string>[])[KeyValuePair.Create("__RequestVerificationToken", token)],
        ]);
        using HttpRequestMessage request = new(HttpMethod.Post, page) { Content = fields };
        request.Headers.Add("Cookie", _cookie);

        using HttpResponseMessage answer = await client.SendAsync(request);

        using HttpResponseMessage me = await _api.SendAsync(null, "GET", "/api/v1/auth/me", change: asked => asked.Headers.Add("Cookie", _cookie));
        Assert.That(((int)answer.StatusCode, answer.Headers.Contains("Set-Cookie"), (int)me.StatusCode), Is.EqualTo((400, false, 200)));
    }

    [TestCase(null, null, 403)]
    [TestCase("http://evil.example", null, 403)]
    [TestCase("http://evil.example", "1", 403)]
    [TestCase("null", "1", 403)]
    [TestCase(null, "1", 422)]
    [TestCase("own", null, 422)]
    public async Task PostApi_WithThePagesCookie_NeedsAProofThatWeSentIt(string? origin, string? header, int expected)
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/v1/auth/totp/off", """{"noSuchMember":1}""", change: request =>
        {
            request.Headers.Add("Cookie", _cookie);
            request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? _api.Address.GetLeftPart(UriPartial.Authority) : origin);
            if (header is not null)
            {
                request.Headers.Add(PermissionGate.OwnHeader, header);
            }
        });

        Assert.That((int)answer.StatusCode, Is.EqualTo(expected));
    }

    [TestCase("http://evil.example", 403)]
    [TestCase("null", 403)]
    [TestCase("own", 101)]
    public async Task WebSocketOfPages_FromAnotherOrigin_IsRefused(string origin, int expected)
    {
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Cookie", _cookie);
        socket.Options.SetRequestHeader("Origin", origin == "own" ? _api.Address.GetLeftPart(UriPartial.Authority) : origin);

        try
        {
            await socket.ConnectAsync(new UriBuilder(_api.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells.
        }

        Assert.That((int)socket.HttpStatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Get_WithoutTls_DoesNotTellBrowsersToUseTlsOnly()
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "GET", "/login");

        Assert.That(answer.Headers.Contains("Strict-Transport-Security"), Is.False);
    }

    [TestCase(true, "max-age=31536000")]
    [TestCase(false, "")]
    public void Write_Encrypted_TellsBrowsersToComeSoAlways(bool isHttps, string expected)
    {
        IHeaderDictionary headers = new HeaderDictionary();

        SecurityHeaders.Write(headers, isHttps);

        Assert.That(headers.StrictTransportSecurity.ToString(), Is.EqualTo(expected));
    }
}
