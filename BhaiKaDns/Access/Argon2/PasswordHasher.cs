using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace BhaiKaDns.Access.Argon2;

/// <summary>
/// Passwords as Argon2id hashes (RFC 9106) in the usual text form, which carries parameters and salt. One is hashed at a time and few
/// may wait: each takes 32 MiB for a tenth of a second, and strangers must not choose how many that is.
/// </summary>
internal sealed class PasswordHasher(TimeProvider time, AccessMetrics metrics) : IDisposable
{
    /// <summary>Longest password that is looked at.</summary>
    public const int MaxLength = 256;

    private const int MemoryKibibytes = 32 * 1024;
    private const int Passes = 3;
    private const int MaxMemoryKibibytes = 1 << 20;
    private const int MaxPasses = 64;
    private const int SaltOctets = 16;
    private const int HashOctets = 32;
    private const int MaxWaiting = 8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _waiting;
    private string? _nobodys;

    /// <summary>The text to keep.</summary>
    /// <exception cref="HasherBusyException">Too many wait already.</exception>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltOctets);
        byte[] hash = await DeriveAsync(password, salt, MemoryKibibytes, Passes, cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKibibytes},t={Passes},p=1${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(hash)}");
    }

    /// <param name="text">What <see cref="HashAsync"/> gave; null for an account that does not exist, which takes as long.</param>
    /// <inheritdoc cref="HashAsync"/>
    public async Task<bool> MatchesAsync(string password, string? text, CancellationToken cancellationToken)
    {
        string known = text ?? (_nobodys ??= await HashAsync(Secret.Create(), cancellationToken));
        return TryParse(known, out int memory, out int passes, out byte[] salt, out byte[] hash)
            && CryptographicOperations.FixedTimeEquals(await DeriveAsync(password, salt, memory, passes, cancellationToken), hash)
            && text is not null;
    }

    public void Dispose() => _turn.Dispose();

    private static bool TryParse(string text, out int memory, out int passes, out byte[] salt, out byte[] hash)
    {
        (memory, passes, salt, hash) = (0, 0, [], []);
        string[] parts = text.Split('$');
        if (parts is not ["", "argon2id", "v=19", { } cost, { } saltText, { } hashText]
            || cost.Split(',') is not [['m', '=', .. string memoryText], ['t', '=', .. string passesText], "p=1"]
            || !int.TryParse(memoryText, NumberStyles.None, CultureInfo.InvariantCulture, out memory)
            || !int.TryParse(passesText, NumberStyles.None, CultureInfo.InvariantCulture, out passes)
            || !Base64Url.IsValid(saltText) || !Base64Url.IsValid(hashText))
        {
            return false;
        }

        salt = Base64Url.DecodeFromChars(saltText);
        hash = Base64Url.DecodeFromChars(hashText);
        return memory is >= 8 and <= MaxMemoryKibibytes && passes is >= 1 and <= MaxPasses && salt.Length == SaltOctets && hash.Length == HashOctets;
    }

    private async Task<byte[]> DeriveAsync(string password, byte[] salt, int memory, int passes, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new HasherBusyException();
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(() => Derive(password, salt, memory, passes), cancellationToken);
            }
            finally
            {
                _turn.Release();
                metrics.Hashed(time.GetElapsedTime(begun));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // One spelling for one password: keyboards and systems compose accents differently.
    private static byte[] Derive(string password, byte[] salt, int memory, int passes) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memory, NumberOfPasses = passes })
            .DeriveBytes(Encoding.UTF8.GetBytes(password.IsNormalized(NormalizationForm.FormC) ? password : password.Normalize(NormalizationForm.FormC)), salt, HashOctets);
}

/// <summary>More passwords are being tried than this machine should hash; whoever asked may try again in a moment.</summary>
internal sealed class HasherBusyException() : Exception("Too many passwords are being checked at once.");
