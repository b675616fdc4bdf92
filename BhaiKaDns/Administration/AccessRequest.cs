namespace BhaiKaDns.Administration;

/// <summary>Somebody met the block page and asks to be let through.</summary>
/// <param name="Id">Never used twice.</param>
/// <param name="Name">The blocked name, in presentation form.</param>
/// <param name="Client">Address of whoever asks.</param>
/// <param name="Device">Name of the device; null where none is declared.</param>
/// <param name="Reason">Why it was blocked: half a sentence.</param>
internal sealed record AccessRequest(string Id, string Name, string Client, string? Device, string Reason, DateTimeOffset AskedAt);

/// <summary>What became of a request.</summary>
internal enum AskOutcome : byte
{
    Kept = 0,

    /// <summary>The same is asked already.</summary>
    AskedAlready = 1,

    /// <summary>This client asks too often, or has too many requests open.</summary>
    TooMany = 2,
}
