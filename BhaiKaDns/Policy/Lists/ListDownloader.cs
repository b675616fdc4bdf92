using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Fetches one list over HTTP into a file, asking only for what is newer than the copy.</summary>
internal sealed class ListDownloader(IHttpClientFactory clients, IOptions<FilteringOptions> options, ListProgress progress, TimeProvider time)
{
    /// <summary>Name of the HTTP client; its handler decides about redirects, compression and addresses.</summary>
    public const string ClientName = "lists";

    /// <summary>Name of the client for lists whose server may be at home.</summary>
    public const string TrustedClientName = "lists-trusted";

    private const int ChunkLength = 64 * 1024;

    /// <param name="state">With the validators of the copy, if there is one from this source.</param>
    /// <param name="file">Empty; filled with the text.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellationToken"/> only.</exception>
    public async Task<ListDownload> DownloadAsync(ListDefinition list, ListState state, FileStream file, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.Value.DownloadTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using HttpClient client = clients.CreateClient(list.IsTrusted ? TrustedClientName : ClientName);
            using HttpRequestMessage request = MakeRequest(list.Source.Location, state);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode is HttpStatusCode.NotModified && state.FetchedAt is not null)
            {
                return new ListDownload(ListError.None) { IsNotModified = true };
            }

            if (response.StatusCode is not HttpStatusCode.OK)
            {
                return new ListDownload(ListError.Status);
            }

            return await CopyAsync(list, response, file, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ListDownload(ListError.Timeout);
        }
        catch (HttpRequestException problem) when (problem.InnerException is OutboundRefusedException refused)
        {
            return new ListDownload(refused.Reach is OutboundReach.Never ? ListError.ForbiddenAddress : ListError.PrivateAddress);
        }
        catch (HttpRequestException)
        {
            return new ListDownload(ListError.Unreachable);
        }
    }

    private static HttpRequestMessage MakeRequest(string url, ListState state)
    {
        HttpRequestMessage request = new(HttpMethod.Get, url);
        if (state.FetchedAt is not null)
        {
            if (state.ETag is not null && EntityTagHeaderValue.TryParse(state.ETag, out EntityTagHeaderValue? tag))
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            request.Headers.IfModifiedSince = state.LastModified;
        }

        return request;
    }

    private async Task<ListDownload> CopyAsync(ListDefinition list, HttpResponseMessage response, FileStream file, CancellationToken cancellationToken)
    {
        long limit = options.Value.MaxListBytes;
        long? announced = response.Content.Headers.ContentLength;
        if (announced > limit)
        {
            return new ListDownload(ListError.TooLarge);
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkLength];
        long length = 0;
        while (true)
        {
            int read;
            try
            {
                read = await body.ReadAsync(chunk, cancellationToken);
            }
            catch (Exception problem) when (problem is IOException or InvalidDataException or HttpRequestException)
            {
                return new ListDownload(ListError.Incomplete);
            }

            if (read == 0)
            {
                break;
            }

            length += read;
            if (length > limit)
            {
                return new ListDownload(ListError.TooLarge);
            }

            progress.Fetch(list, length, announced);
            sha.AppendData(chunk, 0, read);
            try
            {
                await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
            }
            catch (IOException)
            {
                return new ListDownload(ListError.NotStored);
            }
        }

        return new ListDownload(length < announced ? ListError.Incomplete : ListError.None)
        {
            Length = length,
            Sha256 = Convert.ToHexStringLower(sha.GetHashAndReset()),
            ETag = response.Headers.ETag?.ToString(),
            LastModified = response.Content.Headers.LastModified,
        };
    }
}

/// <summary>What came of a download.</summary>
internal sealed record ListDownload(ListError Error)
{
    /// <summary>The server has nothing newer than the copy; nothing was written.</summary>
    public bool IsNotModified { get; init; }

    public long Length { get; init; }

    public string Sha256 { get; init; } = "";

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }
}
