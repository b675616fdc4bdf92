using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Access.Jwt;

/// <summary>
/// The keys that sign access tokens, in <c>access-keys.json</c> of the data directory, readable by the server alone. A new one is made
/// when the newest is old; an old one stays until the last token it signed has ended. Safe from any thread.
/// </summary>
internal sealed partial class SigningKeys(DataDirectory directory, IOptions<AccessOptions> options, TimeProvider time, ILogger<SigningKeys> logger)
{
    public const string FileName = "access-keys.json";

    private const int KeyOctets = 32;

    private readonly Lock _lock = new();
    private IReadOnlyList<SigningKey>? _keys;

    /// <summary>The key to sign with now.</summary>
    public SigningKey Current()
    {
        lock (_lock)
        {
            IReadOnlyList<SigningKey> keys = Load();
            DateTimeOffset now = time.GetUtcNow();
            if (keys.Count > 0 && now - keys[^1].CreatedAt < options.Value.SigningKeyLifetime)
            {
                return keys[^1];
            }

            SigningKey key = new(Secret.CreateId(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyOctets)), now);
            _keys = [.. keys.Where(old => IsAccepted(old, now)), key];
            Save(_keys);
            return key;
        }
    }

    /// <summary>The key of an id, if what it signed may still be good.</summary>
    public SigningKey? Find(string id)
    {
        lock (_lock)
        {
            return Load().FirstOrDefault(key => key.Id == id && IsAccepted(key, time.GetUtcNow()));
        }
    }

    private bool IsAccepted(SigningKey key, DateTimeOffset now) => now - key.CreatedAt < options.Value.SigningKeyLifetime + options.Value.AccessTokenLifetime;

    private IReadOnlyList<SigningKey> Load()
    {
        if (_keys is not null)
        {
            return _keys;
        }

        string path = directory.Combine(FileName);
        try
        {
            _keys = File.Exists(path) ? JsonSerializer.Deserialize<SigningKey[]>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? [] : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(problem.Message);
            _keys = [];
        }

        return _keys;
    }

    // Aside and then into place: a power cut leaves the old file or the new one.
    private void Save(IReadOnlyList<SigningKey> keys)
    {
        string path = directory.Combine(FileName);
        string aside = path + ".new";
        try
        {
            File.Delete(aside);
            using (FileStream file = PrivateFile.Open(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(JsonSerializer.SerializeToUtf8Bytes(keys, JsonSerializerOptions.Web));
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotKept(problem.Message);
        }
    }

    [LoggerMessage(1610, LogLevel.Warning, "The keys of access tokens cannot be read; clients of the API refresh theirs: {Problem}")]
    private partial void LogUnreadable(string problem);

    [LoggerMessage(1611, LogLevel.Warning, "The key of access tokens cannot be kept; it is good until the program ends: {Problem}")]
    private partial void LogNotKept(string problem);
}

/// <param name="Value">256 bits, base64url.</param>
internal sealed record SigningKey(string Id, string Value, DateTimeOffset CreatedAt);
