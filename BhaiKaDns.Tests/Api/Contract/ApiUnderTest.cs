using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Commands;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Builder;

namespace BhaiKaDns.Api.Contract;

/// <summary>The program with an account of each role and a token for everything, asked over TCP; the owner of the machine comes over the control socket.</summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    public const string Password = "a long sentence of the house";

    private readonly ProcessUnderTest _process = new();
    private readonly Dictionary<Role, string> _logins = [];
    private WebApplication _app = null!;
    private HttpClient _tcp = null!;
    private HttpClient _control = null!;

    public string AdminToken { get; private set; } = "";

    /// <summary>Where it listens over TCP.</summary>
    public Uri Address => _tcp.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiUnderTest> StartAsync(params string[] arguments)
    {
        ApiUnderTest api = new();
        api._app = api._process.Build(["--Api:Burst", "100000", .. arguments]);
        await api._app.StartAsync();
        api._tcp = new HttpClient { BaseAddress = new Uri(api._app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal))) };
        UnixDomainSocketEndPoint socket = ControlSocket.EndPoint(new DataDirectory(api._process.Arguments[1]))!;
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                Socket connection = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(socket, cancellationToken);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        api._control = new HttpClient(handler) { BaseAddress = new Uri("http://localhost") };
        return api;
    }

    /// <summary>Makes the accounts, one named like each role.</summary>
    public async Task AddAccountsAsync()
    {
        foreach (Role role in (Role[])[Role.Admin, Role.Parent, Role.Viewer])
        {
            string name = role.ToString().ToLowerInvariant();
            using HttpResponseMessage added = await SendAsync(null, "POST", "/api/v1/users", $$"""{"userName":"{{name}}","role":"{{name}}","password":"{{Password}}"}""", control: true);
            added.EnsureSuccessStatusCode();
            _logins[role] = await LogInAsync(name);
        }

        using HttpResponseMessage token = await SendAsync(null, "POST", "/api/v1/tokens", """{"name":"contract","scopes":["admin"]}""", control: true);
        AdminToken = (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    public async Task<string> LogInAsync(string userName)
    {
        using HttpResponseMessage answer = await SendAsync(null, "POST", "/api/v1/auth/login", $$"""{"userName":"{{userName}}","password":"{{Password}}"}""");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>The access token of the account of a role; null for nobody.</summary>
    public string? LoginOf(Role role) => _logins.GetValueOrDefault(role);

    /// <param name="control">Over the control socket.</param>
    public async Task<HttpResponseMessage> SendAsync(string? bearer, string method, string path, string? body = null, bool control = false, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        change?.Invoke(request);
        // The live log never ends: its headers are the answer.
        return await (control ? _control : _tcp).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonElement> ReadDescriptionAsync()
    {
        using HttpResponseMessage answer = await SendAsync(null, "GET", Description.ApiDescription.Path, control: true);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _control.Dispose();
        await _app.DisposeAsync();
        _process.Dispose();
    }
}
