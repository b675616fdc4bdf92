namespace BhaiKaDns.Policy.Matching;

/// <summary>Rules for what stands in answers: addresses, and names and addresses of name servers. Tags as in the table of names. Immutable.</summary>
/// <param name="NameServers">By hash of the name.</param>
internal sealed record AddressRules(PrefixTable Networks, IReadOnlyDictionary<ulong, ushort> NameServers, PrefixTable NameServerNetworks)
{
    public static readonly AddressRules Empty = new(PrefixTable.Empty, new Dictionary<ulong, ushort>(), PrefixTable.Empty);

    /// <summary>Octets of memory held, about.</summary>
    public long MemoryLength => Networks.MemoryLength + NameServerNetworks.MemoryLength + (NameServers.Count * 28L);
}
