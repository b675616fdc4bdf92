using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BhaiKaDns.Collections;

/// <summary>
/// A fast 64-bit hash of short octet strings (multiply and fold, as in wyhash). Names and addresses are chosen by strangers, so
/// the seed and both masks differ in every process; they never leave it and nothing stored depends on them.
/// </summary>
internal static class SeededHash
{
    /// <summary>The seed of this process.</summary>
    public static readonly ulong ProcessSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    // Secret, not constants: a stranger who knew the mask could send octets equal to it. Their product is zero, which wipes out the
    // seed and all that came before, so any number of names would collide in every process.
    private static readonly ulong Mask1 = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong Mask2 = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>Hash of <paramref name="octets"/> under <paramref name="seed"/>; equal octets and seeds give equal hashes within a process.</summary>
    public static ulong Compute(ReadOnlySpan<byte> octets, ulong seed)
    {
        ref byte first = ref MemoryMarshal.GetReference(octets);
        int length = octets.Length;
        ulong hash = seed ^ ProcessSeed;
        int at = 0;
        for (; at <= length - 16; at += 16)
        {
            hash = Fold(Read64(ref first, at) ^ Mask1, Read64(ref first, at + 8) ^ hash);
        }

        int rest = length - at;
        ulong low = 0;
        ulong high = 0;
        if (rest >= 8)
        {
            low = Read64(ref first, at);
            high = Read64(ref first, length - 8);
        }
        else if (rest >= 4)
        {
            low = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at));
            high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
        }
        else if (rest > 0)
        {
            low = ((ulong)Unsafe.Add(ref first, at) << 16) | ((ulong)Unsafe.Add(ref first, at + (rest >> 1)) << 8) | Unsafe.Add(ref first, length - 1);
        }

        return Combine(Fold(low ^ Mask1, high ^ hash), (ulong)length);
    }

    /// <summary>Mixes a number into a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong hash, ulong value) => Fold(hash ^ Mask1, value ^ Mask2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ref byte first, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
}
