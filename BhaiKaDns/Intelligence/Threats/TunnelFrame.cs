using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// What stays the same in the subdomains of one registrable domain: the last endings and how the one before began. A frame
/// (<c>.device</c>, <c>.ns1</c>, <c>media-</c>, a counter) carries nothing and says nothing about who made the rest.
/// </summary>
internal struct TunnelFrame
{
    private const int Kept = 8;
    private const int StartLength = 16;

    private Hashes _hashes;
    private byte _next;
    private Octets _start;

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

    /// <summary>How many letters of the first label are those of the subdomain before. This one's are remembered.</summary>
    public int SharedStart(ReadOnlySpan<byte> labels)
    {
        ReadOnlySpan<byte> label = labels.Slice(1, Math.Min((int)labels[0], StartLength));
        Span<byte> before = _start;
        int shared = label.CommonPrefixLength(before);
        label.CopyTo(before);
        before[label.Length..].Clear();
        return shared;
    }

    [InlineArray(StartLength)]
    private struct Octets
    {
        private byte _first;
    }

    [InlineArray(Kept)]
    private struct Hashes
    {
        private uint _first;
    }
}
