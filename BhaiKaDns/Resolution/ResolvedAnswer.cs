namespace BhaiKaDns.Resolution;

/// <summary>What asking upstream came to.</summary>
/// <param name="Message">
/// The response, exactly as long as its sections, its question in lower case; every record was walked over and names and addresses
/// in it can be read. Its ID is the exchange's, not the client's. Empty after an error.
/// </param>
/// <param name="Upstream">1-based number of the upstream that answered; 0 if none did.</param>
internal readonly record struct ResolvedAnswer(byte[] Message, byte Upstream, UpstreamError Error)
{
    public bool IsAnswered => Error is UpstreamError.None;

    public static ResolvedAnswer Failed(UpstreamError error) => new([], 0, error);
}
