using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Matching;

/// <summary>Networks with a tag each; all that contain an address are found, the longest prefix first. Immutable once read from.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<NetworkPrefix, ushort> _tags = [];
    private byte[] _lengths = [];

    public static PrefixTable Empty { get; } = new();

    public int Count => _tags.Count;

    /// <summary>Octets of memory held, about.</summary>
    public long MemoryLength => _tags.EnsureCapacity(0) * 48L;

    /// <summary>Lengths of prefixes that occur, the longest first.</summary>
    public ReadOnlySpan<byte> Lengths => _lengths;

    public IEnumerable<ushort> Tags => _tags.Values.Distinct();

    public void Add(NetworkPrefix network, ushort tag, Func<ushort, ushort, ushort> union)
    {
        if (_tags.TryGetValue(network, out ushort known))
        {
            _tags[network] = union(known, tag);
            return;
        }

        _tags.Add(network, tag);
        if (!_lengths.Contains(network.Bits))
        {
            _lengths = [.. _lengths.Append(network.Bits).OrderDescending()];
        }
    }

    /// <summary>Tag of the network with this length that contains the address, or 0.</summary>
    public ushort Find(ClientAddress address, byte bits) => _tags.GetValueOrDefault(new NetworkPrefix(address.Prefix(bits), bits));
}
