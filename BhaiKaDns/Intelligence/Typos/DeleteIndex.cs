using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Typos;

/// <summary>
/// Symmetric deletes (W. Garbe): names by the hash of their first label with no, one or two octets left out and of what follows it. A
/// typed label with as many octets left out meets all names within that many slips. Two for long labels of the most popular names.
/// </summary>
/// <remarks>Entries of a bucket lie side by side: 17 bits of index, 15 bits of hash. A wrong match costs a comparison, no more.</remarks>
internal sealed class DeleteIndex
{
    /// <summary>Names from this rank on are found by one slip alone.</summary>
    public const int TwoSlipRanks = 12_000;

    private const int TwoSlipLength = 7;
    private const int MaxLabel = 40;
    private const int IndexBits = 17;
    private const ulong LabelAlone = 0x5851F42D4C957F2D;

    private readonly int[] _starts;
    private readonly uint[] _entries;
    private readonly int _shift;

    public DeleteIndex(PopularNames names)
    {
        int bits = Math.Clamp(System.Numerics.BitOperations.Log2((uint)names.Count) + 1, 4, 17);
        _shift = 64 - bits;
        int[] counts = new int[(1 << bits) + 1];
        Walk(names, (hash, _) => counts[(int)(hash >> _shift) + 1]++);
        for (int bucket = 1; bucket < counts.Length; bucket++)
        {
            counts[bucket] += counts[bucket - 1];
        }

        uint[] entries = new uint[counts[^1]];
        int[] next = counts[..^1];
        Walk(names, (hash, index) => entries[next[(int)(hash >> _shift)]++] = Entry(hash, index));
        _starts = counts;
        _entries = entries;
    }

    /// <summary>Octets of both arrays.</summary>
    public long Size => ((long)_starts.Length + _entries.Length) * sizeof(int);

    /// <summary>Writes the indices of names that may be within reach; some are not, and some come twice.</summary>
    public int Find(ReadOnlySpan<byte> label, ReadOnlySpan<byte> rest, Span<int> found)
    {
        if (label.Length > MaxLabel)
        {
            return 0;
        }

        Search search = new(this, found);
        ulong suffix = SeededHash.Compute(rest, 0);
        search.Add(SeededHash.Compute(label, suffix));
        search.Add(SeededHash.Compute(label, LabelAlone));
        Span<byte> once = stackalloc byte[MaxLabel];
        Span<byte> twice = stackalloc byte[MaxLabel];
        for (int at = 0; at < label.Length; at++)
        {
            if (at > 0 && label[at] == label[at - 1])
            {
                continue;
            }

            ReadOnlySpan<byte> shorter = Without(label, at, once);
            search.Add(SeededHash.Compute(shorter, suffix));
            for (int second = at; label.Length > TwoSlipLength - 2 && second < shorter.Length; second++)
            {
                search.Add(SeededHash.Compute(Without(shorter, second, twice), suffix));
            }
        }

        return search.Count;
    }

    private static void Walk(PopularNames names, Action<ulong, int> visit)
    {
        Span<byte> once = stackalloc byte[MaxLabel];
        Span<byte> twice = stackalloc byte[MaxLabel];
        for (int index = 0; index < names.Count; index++)
        {
            ReadOnlySpan<byte> name = names[index];
            ReadOnlySpan<byte> label = name.Slice(1, name[0]);
            if (label.Length is > MaxLabel or < 2)
            {
                continue;
            }

            ulong suffix = SeededHash.Compute(name[(name[0] + 1)..], 0);
            visit(SeededHash.Compute(label, suffix), index);
            visit(SeededHash.Compute(label, LabelAlone), index);
            bool isDeep = index < TwoSlipRanks && label.Length >= TwoSlipLength;
            for (int at = 0; at < label.Length; at++)
            {
                if (at > 0 && label[at] == label[at - 1])
                {
                    continue;
                }

                ReadOnlySpan<byte> shorter = Without(label, at, once);
                visit(SeededHash.Compute(shorter, suffix), index);
                for (int second = at; isDeep && second < shorter.Length; second++)
                {
                    visit(SeededHash.Compute(Without(shorter, second, twice), suffix), index);
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> label, int at, Span<byte> buffer)
    {
        label[..at].CopyTo(buffer);
        label[(at + 1)..].CopyTo(buffer[at..]);
        return buffer[..(label.Length - 1)];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Entry(ulong hash, int index) => ((uint)hash << IndexBits) | (uint)index;

    private ref struct Search(DeleteIndex owner, Span<int> found)
    {
        private readonly DeleteIndex _owner = owner;
        private readonly Span<int> _found = found;

        public int Count { get; private set; }

        public void Add(ulong hash)
        {
            int bucket = (int)(hash >> _owner._shift);
            foreach (uint entry in _owner._entries.AsSpan(_owner._starts[bucket].._owner._starts[bucket + 1]))
            {
                int index = (int)(entry & ((1u << IndexBits) - 1));
                if (Entry(hash, index) == entry && Count < _found.Length && !_found[..Count].Contains(index))
                {
                    _found[Count++] = index;
                }
            }
        }
    }
}
