using System.Runtime.CompilerServices;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Collections;

/// <summary>Hashes of all suffixes of a name in one pass from its last label, so that each octet is read once however many parents it has.</summary>
internal static class SuffixHashes
{
    /// <summary>Most hashes a name can have: one per label.</summary>
    public const int MaxCount = DomainName.MaxLabels;

    private const ulong Root = 0x9E3779B97F4A7C15;

    /// <summary>
    /// Writes the hash of the last label to the first element, of the last two labels to the second, and so on; the last one
    /// written stands for the whole name.
    /// </summary>
    /// <param name="name">A valid name in lower-case wire form.</param>
    /// <param name="hashes">At least <see cref="MaxCount"/> elements.</param>
    /// <returns>Number of labels; 0 for the root.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Compute(ReadOnlySpan<byte> name, Span<ulong> hashes)
    {
        Span<byte> starts = stackalloc byte[MaxCount];
        int count = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            starts[count++] = (byte)at;
        }

        ulong hash = Root;
        for (int label = count - 1, index = 0; label >= 0; label--, index++)
        {
            int start = starts[label];
            hash = SeededHash.Compute(name.Slice(start + 1, name[start]), hash);
            hashes[index] = hash;
        }

        return count;
    }

    /// <summary>The hash of the whole name alone.</summary>
    [SkipLocalsInit]
    public static ulong OfWhole(ReadOnlySpan<byte> name, out int labels)
    {
        Span<ulong> hashes = stackalloc ulong[MaxCount];
        labels = Compute(name, hashes);
        return labels == 0 ? Root : hashes[labels - 1];
    }
}
