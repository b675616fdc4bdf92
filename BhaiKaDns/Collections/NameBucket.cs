using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BhaiKaDns.Collections;

/// <summary>
/// One cache line of a <see cref="NameSet"/>: ten slots of 48 bits (34 bits of fingerprint, 14 bits of tag) and 32 bits that tell
/// which fingerprints were pushed on to the next line. Tag 0 marks an empty slot, so zeroed memory is an empty bucket.
/// </summary>
/// <remarks>
/// Octets 0 to 39: the low 32 bits of the ten fingerprints, side by side for vector comparison. Octets 40 to 59: ten times the two
/// upper bits of the fingerprint and the tag. Octets 60 to 63: the overflow bits. Static methods over pointers, because the memory
/// is native and the layout is chosen by octet.
/// </remarks>
internal static unsafe class NameBucket
{
    public const int Length = 64;
    public const int Slots = 10;
    public const int TagBits = 14;
    public const int TagMask = (1 << TagBits) - 1;

    private const int TagsOffset = 40;
    private const int OverflowOffset = 60;

    /// <summary>Slot that holds the fingerprint of <paramref name="hash"/>, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(byte* bucket, ulong hash)
    {
        ushort* tags = (ushort*)(bucket + TagsOffset);
        int upper = UpperBits(hash);
        for (uint matches = Match(bucket, (uint)hash); matches != 0; matches &= matches - 1)
        {
            int slot = BitOperations.TrailingZeroCount(matches);
            int stored = tags[slot];
            if ((stored & ~TagMask) == upper && (stored & TagMask) != 0)
            {
                return slot;
            }
        }

        return -1;
    }

    public static int TagAt(byte* bucket, int slot) => ((ushort*)(bucket + TagsOffset))[slot] & TagMask;

    /// <summary>First empty slot, or -1 if the bucket is full.</summary>
    public static int FirstEmpty(byte* bucket)
    {
        // Slots are filled in order and never emptied; 2 to 9 overlap 0 to 7 to make ten out of two vectors of eight.
        ushort* tags = (ushort*)(bucket + TagsOffset);
        uint low = Vector128.Equals(Vector128.Load(tags), Vector128<ushort>.Zero).ExtractMostSignificantBits();
        uint high = Vector128.Equals(Vector128.Load(tags + 2), Vector128<ushort>.Zero).ExtractMostSignificantBits();
        uint empty = low | (high << 2);
        return empty == 0 ? -1 : BitOperations.TrailingZeroCount(empty);
    }

    public static void Set(byte* bucket, int slot, ulong hash, int tag)
    {
        ((uint*)bucket)[slot] = (uint)hash;
        ((ushort*)(bucket + TagsOffset))[slot] = (ushort)(UpperBits(hash) | tag);
    }

    /// <summary>Whether something with this hash's overflow bit was pushed on; false makes a miss certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasOverflow(byte* bucket, ulong hash) => ((*(uint*)(bucket + OverflowOffset) >> (int)(hash & 31)) & 1) != 0;

    public static void MarkOverflow(byte* bucket, ulong hash) => *(uint*)(bucket + OverflowOffset) |= 1u << (int)(hash & 31);

    private static int UpperBits(ulong hash) => (int)((hash >> 32) & 3) << TagBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Match(byte* bucket, uint fingerprint)
    {
        uint* slots = (uint*)bucket;
        if (Vector512.IsHardwareAccelerated)
        {
            return (uint)Vector512.Equals(Vector512.Load(slots), Vector512.Create(fingerprint)).ExtractMostSignificantBits() & ((1u << Slots) - 1);
        }

        uint last = Vector128.Equals(Vector128.Load(slots + 6), Vector128.Create(fingerprint)).ExtractMostSignificantBits() << 6;
        if (Vector256.IsHardwareAccelerated)
        {
            return last | Vector256.Equals(Vector256.Load(slots), Vector256.Create(fingerprint)).ExtractMostSignificantBits();
        }

        Vector128<uint> wanted = Vector128.Create(fingerprint);
        return last
            | Vector128.Equals(Vector128.Load(slots), wanted).ExtractMostSignificantBits()
            | (Vector128.Equals(Vector128.Load(slots + 4), wanted).ExtractMostSignificantBits() << 4);
    }
}
