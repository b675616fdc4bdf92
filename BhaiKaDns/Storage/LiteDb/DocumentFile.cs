using BhaiKaDns.Hosting;
using LiteDB;

namespace BhaiKaDns.Storage.LiteDb;

/// <summary>
/// One LiteDB file of JSON documents, and the only type that touches it. LiteDB 5.0.20 breaks under concurrent writers: four
/// threads on four collections ended after 6 seconds in "transaction must be active to commit", in other runs in "empty page
/// must be defined as empty type" (an explicit test of DocumentFileTests shows it). So the file is opened by this type alone,
/// and each operation, reads too, has the file to itself: 290 durable writes a second, enough for settings and state.
/// </summary>
/// <remarks>Safe from any thread. Whatever LiteDB throws leaves as <see cref="IOException"/>.</remarks>
internal sealed partial class DocumentFile(string path, TimeProvider time, StorageMetrics metrics, HealthBoard health, ILogger<DocumentFile> logger) : IDisposable
{
    /// <summary>Name of the part on the health board.</summary>
    public const string HealthPartName = "storage";

    private const string JsonField = "json";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private LiteDatabase? _database;
    private string? _setAsideAs;
    private bool _isFailing;

    /// <summary>Opens the file, and makes it where there is none.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken) => _ = await RunAsync(isWrite: false, static _ => true, cancellationToken);

    /// <summary>The document of a key, or null. Where no file is, reading makes none.</summary>
    public ValueTask<string?> ReadAsync(string collection, string key, CancellationToken cancellationToken) =>
        File.Exists(path)
            ? RunAsync(isWrite: false, database => JsonOf(database.GetCollection(collection).FindById(key)), cancellationToken)
            : ValueTask.FromResult<string?>(null);

    /// <summary>All documents of a collection with their keys, in the order of the keys. Where no file is, reading makes none.</summary>
    public ValueTask<IReadOnlyList<KeyValuePair<string, string>>> ReadAllAsync(string collection, CancellationToken cancellationToken) =>
        File.Exists(path)
            ? RunAsync<IReadOnlyList<KeyValuePair<string, string>>>(
                isWrite: false,
                database => [.. database.GetCollection(collection).FindAll().Select(document => KeyValuePair.Create(document["_id"].AsString, JsonOf(document)!))],
                cancellationToken)
            : ValueTask.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);

    /// <summary>Adds or replaces a document; it is on the disk when this returns.</summary>
    public async ValueTask WriteAsync(string collection, string key, string json, CancellationToken cancellationToken) =>
        _ = await RunAsync(
            isWrite: true,
            database => database.GetCollection(collection).Upsert(new BsonDocument { ["_id"] = key, [JsonField] = json }),
            cancellationToken);

    /// <summary>Adds or replaces several documents, all or none; they are on the disk when this returns.</summary>
    public async ValueTask WriteAllAsync(string collection, IReadOnlyList<KeyValuePair<string, string>> documents, CancellationToken cancellationToken) =>
        _ = await RunAsync(
            isWrite: true,
            database =>
            {
                // An error closes the file, and what was begun goes with it.
                _ = database.BeginTrans();
                foreach ((string key, string json) in documents)
                {
                    database.GetCollection(collection).Upsert(new BsonDocument { ["_id"] = key, [JsonField] = json });
                }

                return database.Commit();
            },
            cancellationToken);

    /// <summary>Removes a document for good; false when there was none.</summary>
    public ValueTask<bool> DeleteAsync(string collection, string key, CancellationToken cancellationToken) =>
        RunAsync(isWrite: true, database => database.GetCollection(collection).Delete(key), cancellationToken);

    public void Dispose()
    {
        _database?.Dispose();
        _turn.Dispose();
    }

    private static string? JsonOf(BsonDocument? document) => document?[JsonField].AsString;

    private async ValueTask<T> RunAsync<T>(bool isWrite, Func<LiteDatabase, T> operation, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            T result = operation(_database ??= Open());
            if (isWrite)
            {
                // Out of the log file into the data file, with an fsync: what was acknowledged survives a power cut.
                _database.Checkpoint();
            }

            metrics.Done(isWrite, time.GetElapsedTime(begun));
            ReportWorking();
            return result;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            metrics.Failed(isWrite);
            ReportFailing(error);

            // After an error LiteDB's memory of its pages is not to be trusted; the next operation opens the file again.
            Close();
            throw error is IOException ? error : new IOException("The embedded database could not do it: " + error.Message, error);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens the file; one that cannot be read is put aside, because a home without its settings is better than none.</summary>
    private LiteDatabase Open()
    {
        try
        {
            return DocumentFileOpening.Open(path);
        }
        catch (Exception error) when (DocumentFileOpening.IsDamage(error))
        {
            _setAsideAs = DocumentFileOpening.SetAside(path, time.GetUtcNow());
            metrics.SetAside();
            LogSetAside(error.Message, Path.GetFileName(_setAsideAs));
            health.Report(HealthPartName, HealthState.Degraded, $"The database was damaged and put aside as {Path.GetFileName(_setAsideAs)}; a new one was begun.");
            return DocumentFileOpening.Open(path);
        }
    }

    private void Close()
    {
        try
        {
            _database?.Dispose();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            LogCloseFailed(error.Message);
        }

        _database = null;
    }

    private void ReportWorking()
    {
        // A file that was put aside stays on the board until the next start: somebody has lost settings and must hear of it.
        if (_setAsideAs is null)
        {
            health.Report(HealthPartName, HealthState.Ok, "Settings and state are kept.");
        }

        if (_isFailing)
        {
            LogWorking();
        }

        _isFailing = false;
    }

    private void ReportFailing(Exception error)
    {
        if (!_isFailing)
        {
            LogFailing(error.Message);
            health.Report(HealthPartName, HealthState.Degraded, "Settings and state cannot be kept: the database file does not take them.");
        }

        _isFailing = true;
    }

    [LoggerMessage(1100, LogLevel.Error, "The database file is damaged ({Error}); it was put aside as {File} and a new one was begun.")]
    private partial void LogSetAside(string error, string file);

    [LoggerMessage(1101, LogLevel.Error, "The database file cannot be used ({Error}); each use tries again.")]
    private partial void LogFailing(string error);

    [LoggerMessage(1102, LogLevel.Information, "The database file is usable again.")]
    private partial void LogWorking();

    [LoggerMessage(1103, LogLevel.Debug, "The database file could not be closed cleanly ({Error}); its log is read when it is opened again.")]
    private partial void LogCloseFailed(string error);
}
