using System.Security.Cryptography;

namespace BhaiKaDns.Access.OneTimeCodes;

/// <summary>Codes on paper for who has lost the phone; each is good once. They are random, so a plain hash of each is enough.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 12;

    public static IReadOnlyList<string> Create() => [.. Enumerable.Range(0, Count).Select(_ => Grouped(RandomNumberGenerator.GetString(Letters, Length)))];

    public static string HashOf(string code) => Secret.HashOf(Plain(code));

    /// <summary>The hashes that are left when this code is used; null if it is none of them.</summary>
    public static IReadOnlyList<string>? Use(IReadOnlyList<string> hashes, string code)
    {
        string plain = Plain(code);
        return plain.Length == Length && hashes.FirstOrDefault(hash => Secret.Matches(plain, hash)) is { } used ? [.. hashes.Where(hash => hash != used)] : null;
    }

    private static string Grouped(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    private static string Plain(string code) => code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
