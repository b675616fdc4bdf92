using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BhaiKaDns.Access;

/// <summary>Random secrets that are handed out once. Of those that come back only the hash is kept: with 256 random bits a plain one is enough.</summary>
internal static class Secret
{
    private const int Octets = 32;
    private const int IdOctets = 12;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));

    /// <summary>Names one thing; no secret, but nobody guesses it.</summary>
    public static string CreateId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdOctets)).Replace('_', '0').Replace('-', '1');

    public static string HashOf(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that tells nothing.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.UTF8.GetBytes(hash));
}
