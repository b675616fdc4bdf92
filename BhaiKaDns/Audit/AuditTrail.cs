using BhaiKaDns.Hosting;

namespace BhaiKaDns.Audit;

/// <summary>
/// Keeps what was done to the house, one JSON line each in <c>audit.jsonl</c> of the data directory, in a hash chain
/// (<see cref="AuditChain"/>). An entry is on the disk when <see cref="AppendAsync"/> returns. Safe from any thread.
/// </summary>
internal sealed partial class AuditTrail(DataDirectory directory, TimeProvider time, HealthBoard health, ILogger<AuditTrail> logger) : IDisposable
{
    public const string FileName = "audit.jsonl";
    public const string HealthPartName = "audit";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AuditFile _file = new(directory.Combine(FileName));

    /// <summary>
    /// Adds an entry. What was done is done: a disk that does not take the entry is reported by health and log, not to the person who
    /// acted.
    /// </summary>
    /// <returns>The entry, or null if it could not be kept.</returns>
    public async Task<AuditEntry?> AppendAsync(AuditDraft draft)
    {
        await _turn.WaitAsync();
        try
        {
            (long id, string hash) = _file.Last();
            AuditEntry entry = AuditChain.Seal(
                new AuditEntry(id + 1, time.GetUtcNow(), draft.Actor, draft.From, draft.Action, draft.Subject, draft.Changes, hash, ""));
            _file.Append(entry);
            health.Report(HealthPartName, HealthState.Ok, "Changes are written to the audit trail.");
            return entry;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotKept(draft.Action, problem.Message);
            health.Report(HealthPartName, HealthState.Degraded, "Changes are made but cannot be written to the audit trail.");
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Entries, newest first.</summary>
    /// <param name="before">Only entries with a smaller id; null for the newest.</param>
    /// <exception cref="IOException">The trail cannot be read.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return [.. _file.NewestFirst(before).Where(filter.Matches).Take(limit)];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The entry of this id; null if there is none.</summary>
    public async Task<AuditEntry?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await ReadAsync(AuditFilter.All, id + 1, 1, cancellationToken)) is [{ } entry] && entry.Id == id ? entry : null;

    /// <summary>Writes the lines of the trail as they lie on the disk, up to the last that is there now.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        long length;
        try
        {
            length = _file.Length();
        }
        finally
        {
            _turn.Release();
        }

        if (length > 0)
        {
            await _file.CopyToAsync(target, length, cancellationToken);
        }
    }

    /// <summary>Follows the whole chain, off the caller's thread.</summary>
    /// <inheritdoc cref="AuditFile.Verify" path="/returns"/>
    /// <exception cref="IOException">The trail cannot be read.</exception>
    public async Task<(long Entries, long BrokenLine)> VerifyAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => AuditFile.Verify(directory.Combine(FileName)), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    [LoggerMessage(1500, LogLevel.Error, "The change '{Action}' was made but could not be written to the audit trail: {Problem}")]
    private partial void LogNotKept(string action, string problem);
}
