using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace BhaiKaDns.Audit;

/// <summary>
/// The chain that makes the trail tamper-evident: each entry's hash covers the hash before it, so nothing in the middle can be changed,
/// removed or put in without all that follows being written anew.
/// </summary>
internal static class AuditChain
{
    /// <summary>What stands in place of a hash before the first entry.</summary>
    public static readonly string Beginning = Base64Url.EncodeToString(new byte[SHA256.HashSizeInBytes]);

    /// <summary>The entry with its hash.</summary>
    public static AuditEntry Seal(AuditEntry entry) => entry with { Hash = HashOf(entry) };

    /// <summary>Whether an entry is what it was when it was written, and follows the one before.</summary>
    public static bool Holds(AuditEntry entry, long previousId, string previousHash) =>
        entry.Id == previousId + 1 && entry.Previous == previousHash && entry.Hash == HashOf(entry);

    public static string ToLine(AuditEntry entry) => JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry);

    /// <summary>Null for a line that is none of ours.</summary>
    public static AuditEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What is hashed is the line as it is written, with an empty hash.
    private static string HashOf(AuditEntry entry) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry with { Hash = "" }, AuditJson.Default.AuditEntry)));
}
