using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BhaiKaDns.Collections;

/// <summary>
/// A fast 64-bit hash of short octet strings (multiply and fold, as in wyhash). Names and addresses are chosen by strangers, so
/// the seed differs in every process; it never leaves the process and nothing stored depends on it.
/// </summary>
internal static class SeededHash
{
    private const ulong Multiplier1 = 0xA0761D6478BD642F;
    private const ulong Multiplier2 = 0xE7037ED1A0B428DB;

    /// <summary>The seed of this process.</summary>
    public static readonly ulong ProcessSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>Hash of <paramref name="octets"/> under <paramref name="seed"/>; equal octets and seeds give equal hashes within a process.</summary>
    public static ulong Compute(ReadOnlySpan<byte> octets, ulong seed)
    {
        ref byte first = ref MemoryMarshal.GetReference(octets);
        int length = octets.Length;
        ulong hash = seed ^ ProcessSeed;
        int at = 0;
        for (; at <= length - 16; at += 16)
        {
            hash = Fold(Read64(ref first, at) ^ Multiplier1, Read64(ref first, at + 8) ^ hash);
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

        return Combine(Fold(low ^ Multiplier1, high ^ hash), (ulong)length);
    }

    /// <summary>Mixes a number into a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong hash, ulong value) => Fold(hash ^ Multiplier1, value ^ Multiplier2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ref byte first, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
}
