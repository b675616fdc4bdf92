using System.Text.Json;
using BhaiKaDns.Storage.LiteDb;

namespace BhaiKaDns.Storage;

/// <summary>
/// Keeps typed documents by key, as camelCase JSON, in the embedded database. A write is on the disk when it returns. Safe from
/// any thread; every method throws <see cref="IOException"/> when the database cannot be used.
/// </summary>
internal sealed class StateStore(DocumentFile file)
{
    private const string Collection = "state";

    /// <summary>Opens the database, and makes it where there is none: a tenth of a second that nobody should wait for.</summary>
    public ValueTask OpenAsync(CancellationToken cancellationToken = default) => file.OpenAsync(cancellationToken);

    /// <summary>The document of a key; the default value when there is none or it is no longer readable as <typeparamref name="T"/>.</summary>
    public async ValueTask<T?> ReadAsync<T>(string key, CancellationToken cancellationToken = default)
    {
        string? json = await file.ReadAsync(Collection, key, cancellationToken);
        try
        {
            return json is null ? default : JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // Written by another version of the program: as good as absent, and replaced by the next write.
            return default;
        }
    }

    /// <summary>Adds or replaces the document of a key.</summary>
    public ValueTask WriteAsync<T>(string key, T value, CancellationToken cancellationToken = default) =>
        file.WriteAsync(Collection, key, JsonSerializer.Serialize(value, JsonSerializerOptions.Web), cancellationToken);

    /// <summary>Adds or replaces the documents of several keys, all or none.</summary>
    public ValueTask WriteAllAsync(IReadOnlyList<KeyValuePair<string, object>> documents, CancellationToken cancellationToken = default) =>
        file.WriteAllAsync(
            Collection,
            [.. documents.Select(document => KeyValuePair.Create(document.Key, JsonSerializer.Serialize(document.Value, document.Value.GetType(), JsonSerializerOptions.Web)))],
            cancellationToken);

    /// <summary>Removes the document of a key; false when there was none.</summary>
    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        file.DeleteAsync(Collection, key, cancellationToken);
}
