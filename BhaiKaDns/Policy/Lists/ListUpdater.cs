using System.Security.Cryptography;
using BhaiKaDns.Policy.Syntax;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>
/// Brings the copy of one list up to date. Whatever goes wrong, the last good copy stays; a text is taken only after it was read to
/// its end and found to be a list.
/// </summary>
internal sealed class ListUpdater(
    ListCatalog catalog,
    ListFiles files,
    ListDownloader downloader,
    IOptions<FilteringOptions> options,
    TimeProvider time)
{
    private const int ChunkLength = 64 * 1024;

    /// <summary>A short list may well lose half of its names.</summary>
    private const int FewestNamesToCompare = 1000;

    /// <summary>A publisher who gives the same short text so often means it.</summary>
    private const int TimesUntilBelieved = 3;

    /// <param name="accept">Takes also what would be held back, as far as it is a list at all.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellationToken"/> only.</exception>
    public async Task<ListUpdate> UpdateAsync(ListDefinition list, bool accept, CancellationToken cancellationToken)
    {
        if (list.Source.Kind is ListSourceKind.Builtin)
        {
            return default;
        }

        ListState state = catalog.StateOf(list.Name);
        if (state.Source != list.Source.Location || !File.Exists(files.PathOf(list.Id)))
        {
            // A copy from elsewhere must not answer for this source.
            state = new ListState(list.Id, list.Name);
        }

        try
        {
            if (list.Source.Kind is ListSourceKind.File && IsUnchanged(list, state, out ListError unreadable))
            {
                return new ListUpdate(unreadable, IsChanged: false);
            }

            await using FileStream candidate = files.CreateCandidate(list.Id);
            ListDownload download = list.Source.Kind is ListSourceKind.Web
                ? await downloader.DownloadAsync(list, state, candidate, cancellationToken)
                : await CopyFileAsync(list.Source.Location, candidate, cancellationToken);
            return await TakeAsync(list, state, candidate, download, accept);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ListUpdate(ListError.NotStored, IsChanged: false);
        }
        finally
        {
            files.Reject(list.Id);
        }
    }

    private static bool IsUnchanged(ListDefinition list, ListState state, out ListError error)
    {
        FileInfo file = new(list.Source.Location);
        error = file.Exists ? ListError.None : ListError.Unreadable;
        return !file.Exists || (state.FetchedAt is not null && state.LastModified == new DateTimeOffset(file.LastWriteTimeUtc) && state.Length == file.Length);
    }

    private async Task<ListUpdate> TakeAsync(ListDefinition list, ListState state, FileStream candidate, ListDownload download, bool accept)
    {
        DateTimeOffset now = time.GetUtcNow();
        ListError error = download.Error;
        RuleTally tally = new();
        if (error is ListError.None && !download.IsNotModified)
        {
            await candidate.FlushAsync(CancellationToken.None);
            error = ListInspector.Inspect(candidate, mayBeEmpty: list.Source.Kind is ListSourceKind.File, tally);
            error = Doubt(list, state, download, error, tally, accept);
        }

        if (error is not ListError.None)
        {
            return new ListUpdate(error, IsChanged: false);
        }

        if (download.IsNotModified)
        {
            catalog.Save(state with { CheckedAt = now, HeldSha256 = "", HeldTimes = 0, HeldNames = 0 });
            return default;
        }

        bool isChanged = state.FetchedAt is null || state.Sha256 != download.Sha256;
        candidate.Flush(flushToDisk: true);
        files.Accept(list.Id);
        catalog.Save(new ListState(list.Id, list.Name)
        {
            Source = list.Source.Location,
            ETag = download.ETag,
            LastModified = download.LastModified,
            FetchedAt = now,
            CheckedAt = now,
            Length = download.Length,
            Sha256 = download.Sha256,
            Names = tally.Names,
            Invalid = tally.Invalid,
        });
        return new ListUpdate(ListError.None, isChanged);
    }

    // A person's own file is what the person wants; what comes from elsewhere must not lose half of its names unnoticed.
    private ListError Doubt(ListDefinition list, ListState state, ListDownload download, ListError error, RuleTally tally, bool accept)
    {
        bool isShrunk = error is ListError.None && list.Source.Kind is ListSourceKind.Web
            && state.Names >= FewestNamesToCompare && (long)tally.Names * 2 < state.Names;
        error = isShrunk ? ListError.Shrunk : error;
        if (!error.MayBeAccepted())
        {
            return error;
        }

        int times = state.HeldSha256 == download.Sha256 ? state.HeldTimes + 1 : 1;
        if (accept || (isShrunk && times >= TimesUntilBelieved))
        {
            return ListError.None;
        }

        if (state.FetchedAt is not null)
        {
            catalog.Save(state with { CheckedAt = isShrunk ? time.GetUtcNow() : state.CheckedAt, HeldSha256 = download.Sha256, HeldTimes = times, HeldNames = tally.Names });
        }

        return error;
    }

    private async Task<ListDownload> CopyFileAsync(string path, FileStream candidate, CancellationToken cancellationToken)
    {
        FileStream source;
        try
        {
            source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ListDownload(ListError.Unreadable);
        }

        await using FileStream opened = source;
        DateTimeOffset modified = new(File.GetLastWriteTimeUtc(path));
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkLength];
        long length = 0;
        int read;
        while ((read = await source.ReadAsync(chunk, cancellationToken)) > 0)
        {
            length += read;
            if (length > options.Value.MaxListBytes)
            {
                return new ListDownload(ListError.TooLarge);
            }

            sha.AppendData(chunk, 0, read);
            await candidate.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }

        return new ListDownload(ListError.None) { Length = length, Sha256 = Convert.ToHexStringLower(sha.GetHashAndReset()), LastModified = modified };
    }
}

/// <summary>What came of an attempt to bring a list up to date.</summary>
/// <param name="IsChanged">The copy has other content than before.</param>
internal readonly record struct ListUpdate(ListError Error, bool IsChanged);
