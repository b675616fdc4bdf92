using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Import;

/// <summary>
/// Takes configuration files that people upload, one at a time, and reads them. A file lies in <c>imports</c> of the data directory until it
/// is discarded; one that a list was made of stays.
/// </summary>
internal sealed class ImportDesk(DataDirectory directory, Func<IConfiguration, SettingsCatalog> catalogFor, IConfiguration configuration) : IDisposable
{
    /// <summary>Largest file taken, in octets.</summary>
    public const long MaxLength = 128_000_000;

    private const int ChunkLength = 64 * 1024;
    private const int MaxNameLength = 64;

    private readonly SemaphoreSlim _place = new(1, 1);

    /// <summary>Stores an upload.</summary>
    /// <param name="fileName">As the other side calls it: its ending tells the format, the rest is not trusted.</param>
    /// <param name="progress">Told how many octets have come.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="InvalidDataException">It is too large; the message is half a sentence.</exception>
    /// <exception cref="IOException">It cannot be stored, or broke off.</exception>
    public async Task<string> StoreAsync(Stream body, string fileName, Action<long> progress, CancellationToken cancellationToken)
    {
        string folder = directory.Combine("imports");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{Guid.NewGuid().ToString("N")[..12]}-{SafeName(fileName)}");
        try
        {
            await using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            byte[] chunk = new byte[ChunkLength];
            long length = 0;
            int read;
            while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                length += read;
                if (length > MaxLength)
                {
                    throw new InvalidDataException("it is larger than any configuration");
                }

                await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
                progress(length);
            }

            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Recognises and reads a stored file. Nothing is changed by it.</summary>
    /// <inheritdoc cref="ConfigurationImporter.Read" path="/exception"/>
    /// <exception cref="OperationCanceledException">The caller no longer waits; reading ends by itself soon.</exception>
    public async Task<ImportResult> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await _place.WaitAsync(cancellationToken);
        Task<ImportResult> reading = Task.Run(() => ConfigurationImporter.Read(path, ImportSurroundings.Of(catalogFor(configuration))), CancellationToken.None);
        _ = reading.ContinueWith(_ => _place.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await reading.WaitAsync(cancellationToken);
    }

    /// <summary>Writes the settings of an import into the settings file; they take effect with the next start.</summary>
    /// <inheritdoc cref="ImportedSettings.Apply" path="/param"/>
    public SettingsFileChange ApplySettings(ImportResult import, bool replace, bool isTrial) =>
        ImportedSettings.Apply(new SettingsFile(directory, catalogFor), import, configuration, replace, isTrial);

    /// <summary>The settings file as it is, to be put back by <see cref="RestoreSettings"/>.</summary>
    public string? SettingsText => new SettingsFile(directory, catalogFor).Text;

    public void RestoreSettings(string? text) => new SettingsFile(directory, catalogFor).Restore(text);

    /// <summary>Gives a file up.</summary>
    public void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It lies there until somebody clears the folder; nothing reads it.
            return;
        }
    }

    public void Dispose() => _place.Dispose();

    private static string SafeName(string fileName)
    {
        string name = string.Concat(Path.GetFileName(fileName).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
        return name.Length == 0 ? "upload" : name.Length > MaxNameLength ? name[^MaxNameLength..] : name;
    }
}
