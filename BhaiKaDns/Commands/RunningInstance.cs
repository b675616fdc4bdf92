using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Commands;

/// <summary>Speaks to the instance that runs on a data directory, over its control socket.</summary>
internal sealed class RunningInstance : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;

    /// <param name="patience">How long one request may take; ten seconds unless said otherwise.</param>
    public RunningInstance(DataDirectory directory, TimeSpan? patience = null)
    {
        UnixDomainSocketEndPoint? endPoint = ControlSocket.EndPoint(directory);
        SocketsHttpHandler handler = new() { ConnectCallback = (_, cancellation) => ConnectAsync(endPoint, cancellation), UseProxy = false };
        _client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/api/v1/"), Timeout = patience ?? Patience };
    }

    /// <summary>Gets one resource.</summary>
    /// <returns>Null if no instance answers there.</returns>
    /// <exception cref="CommandException">The instance refused; the message is its own.</exception>
    public Task<T?> TryGetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => TrySendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), type, cancellationToken);

    /// <summary>Asks for one operation, with a JSON document if it needs one.</summary>
    /// <inheritdoc cref="TryGetAsync"/>
    public Task<T?> TryAskAsync<T>(string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => TrySendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content }, type, cancellationToken);

    /// <summary>Sends one request that changes something.</summary>
    /// <returns>False if no instance answers there.</returns>
    /// <exception cref="CommandException">The instance refused; the message is its own.</exception>
    public Task<bool> TryPostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        TryChangeAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, type) }, cancellationToken);

    /// <summary>Puts something in place of what the caller saw.</summary>
    /// <param name="version">Entity tag of what was seen.</param>
    /// <inheritdoc cref="TryPostAsync"/>
    public Task<bool> TryPutAsync<T>(string path, T body, JsonTypeInfo<T> type, string version, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = new(HttpMethod.Put, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, type) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return TryChangeAsync(request, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> TryChangeAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = message;
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? true : throw new CommandException(await ReadProblemAsync(response, cancellationToken));
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return false;
        }
    }

    private async Task<T?> TrySendAsync<T>(HttpRequestMessage message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using HttpRequestMessage request = message;
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
                return await JsonSerializer.DeserializeAsync(body, type, cancellationToken);
            }

            throw new CommandException(await ReadProblemAsync(response, cancellationToken));
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return null;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint? endPoint, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint ?? throw new SocketException((int)SocketError.AddressNotAvailable), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            ProblemAnswer? problem = await JsonSerializer.DeserializeAsync(body, CommandJson.Default.ProblemAnswer, cancellationToken);
            return $"{problem?.Title} {problem?.Detail}".Trim();
        }
        catch (JsonException)
        {
            return $"The running instance answered with status {(int)response.StatusCode}.";
        }
    }
}

/// <summary>A command cannot do what it was asked; the message is for the person at the terminal.</summary>
internal sealed class CommandException(string message, Exception? cause = null) : Exception(message, cause);
