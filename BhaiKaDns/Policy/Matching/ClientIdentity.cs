namespace BhaiKaDns.Policy.Matching;

/// <summary>A device as rules with <c>$client</c> and <c>$ctag</c> see it.</summary>
/// <param name="Networks">Its addresses, each a network with its number of bits out of 128.</param>
/// <param name="Names">Name and ClientIDs, compared without regard to case.</param>
internal sealed record ClientIdentity(IReadOnlyList<NetworkPrefix> Networks, IReadOnlyList<string> Names, IReadOnlyList<string> Tags)
{
    /// <summary>A device that nothing is known of.</summary>
    public static readonly ClientIdentity Unknown = new([], [], []);
}
