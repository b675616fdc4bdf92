using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>What one device asked below one registrable domain in half a window. Subdomains are told apart exactly up to a bound, then by a bitmap.</summary>
internal struct TunnelHalf
{
    public const int ExactCount = 32;

    private const int SketchBits = 512;

    // Octets outside letters, digits and hyphen share sixteen kinds: encoders that use all 256 must not look poor.
    private const int OtherKinds = 16;
    private const int Kinds = NaturalLetters.Symbols + OtherKinds;

    // However it is written, an address of IPv4 carries four octets.
    private const int AddressOctets = 4;

    public int Unique;

    /// <summary>What the distinct subdomains can carry, in octets of text.</summary>
    public int Octets;
    public int Coded;

    /// <summary>Surprise of all letters, in bits.</summary>
    public float Bits;
    public int Letters;
    public int Queries;
    public int RareQueries;
    private Hashes _hashes;
    private Sketch _sketch;
    private Counts _counts;

    /// <summary>Whether this half has the subdomain; above the bound one in a few may be taken for another.</summary>
    public readonly bool Has(uint hash)
    {
        ReadOnlySpan<uint> known = _hashes;
        return known[..Math.Min(Unique, ExactCount)].Contains(hash)
            || (Unique > ExactCount && (_sketch[(int)(hash % SketchBits / 64)] >> (int)(hash & 63) & 1) != 0);
    }

    /// <summary>Adds a subdomain that this half does not have.</summary>
    /// <param name="labels">Those of its labels, in wire form, that can carry something.</param>
    public void Add(uint hash, ReadOnlySpan<byte> labels, in SubdomainText text)
    {
        if (Unique < ExactCount)
        {
            _hashes[Unique] = hash;
        }
        else
        {
            _sketch[(int)(hash % SketchBits / 64)] |= 1UL << (int)(hash & 63);
        }

        Unique++;
        Octets += text.IsAddress ? AddressOctets : text.Letters;
        Coded += text.IsCoded ? 1 : 0;
        Letters += text.Letters;
        Bits += text.Letters * text.MeanBits;
        for (int at = 0; at < labels.Length; at += labels[at] + 1)
        {
            foreach (byte octet in labels.Slice(at + 1, labels[at]))
            {
                ref ushort count = ref _counts[KindOf(octet)];
                count += count == ushort.MaxValue ? (ushort)0 : (ushort)1;
            }
        }
    }

    /// <summary>Bits of a letter over both halves.</summary>
    public static double Entropy(in TunnelHalf one, in TunnelHalf other)
    {
        double sum = 0;
        double weighted = 0;
        for (int symbol = 0; symbol < Kinds; symbol++)
        {
            int count = one._counts[symbol] + other._counts[symbol];
            if (count > 0)
            {
                sum += count;
                weighted += count * Math.Log2(count);
            }
        }

        return sum == 0 ? 0 : Math.Log2(sum) - (weighted / sum);
    }

    private static int KindOf(byte octet)
    {
        int symbol = NaturalLetters.SymbolOf(octet);
        return symbol > 0 ? symbol : NaturalLetters.Symbols + (octet & (OtherKinds - 1));
    }

    [InlineArray(ExactCount)]
    private struct Hashes
    {
        private uint _first;
    }

    [InlineArray(SketchBits / 64)]
    private struct Sketch
    {
        private ulong _first;
    }

    [InlineArray(Kinds)]
    private struct Counts
    {
        private ushort _first;
    }
}
