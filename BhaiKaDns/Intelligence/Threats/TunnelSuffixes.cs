using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// The last endings of subdomains below one registrable domain. What ends the same again and again (<c>.device</c>, <c>.ns1</c>) carries
/// nothing and says nothing about who made the rest.
/// </summary>
internal struct TunnelSuffixes
{
    private const int Kept = 8;

    private Hashes _hashes;
    private byte _next;

    /// <summary>The leading labels that are not an ending met before. The endings of this name are remembered.</summary>
    /// <param name="labels">Labels in wire form.</param>
    public ReadOnlySpan<byte> Changing(ReadOnlySpan<byte> labels)
    {
        for (int at = labels[0] + 1; at < labels.Length; at += labels[at] + 1)
        {
            uint hash = TunnelGuard.HashOf(labels[at..]);
            ReadOnlySpan<uint> known = _hashes;
            if (known.Contains(hash))
            {
                return labels[..at];
            }

            _hashes[_next] = hash;
            _next = (byte)((_next + 1) % Kept);
        }

        return labels;
    }

    [InlineArray(Kept)]
    private struct Hashes
    {
        private uint _first;
    }
}
