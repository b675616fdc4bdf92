using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BhaiKaDns.Dns;

/// <summary>Limits of names in wire form, and what is done to whole names: case and walking over labels.</summary>
internal static class DomainName
{
    /// <summary>Longest name in octets, length octets and root label included (RFC 1035, section 2.3.4).</summary>
    public const int MaxLength = 255;

    /// <summary>Longest label in octets.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>Most labels a name can have, the root label left out.</summary>
    public const int MaxLabels = 127;

    /// <summary>
    /// Copies a name in wire form and turns A to Z into a to z (RFC 4343). Length octets are at most 63, below 'A', so the whole
    /// name can be treated as one run of octets.
    /// </summary>
    public static void CopyLower(ReadOnlySpan<byte> name, Span<byte> destination)
    {
        ref byte from = ref MemoryMarshal.GetReference(name);
        ref byte to = ref MemoryMarshal.GetReference(destination[..name.Length]);
        int at = 0;
        for (; at <= name.Length - sizeof(ulong); at += sizeof(ulong))
        {
            ulong octets = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Lower(octets));
        }

        for (; at < name.Length; at++)
        {
            byte octet = Unsafe.Add(ref from, at);
            Unsafe.Add(ref to, at) = (uint)(octet - 'A') <= 'Z' - 'A' ? (byte)(octet | 0x20) : octet;
        }
    }

    /// <summary>Whether two names in wire form are the same but for the case of ASCII letters.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int at = 0; at < left.Length; at++)
        {
            int difference = left[at] ^ right[at];
            if (difference != 0 && (difference != 0x20 || (uint)((left[at] | 0x20) - 'a') > 'z' - 'a'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the lower-case wire name is <paramref name="zone"/> or below it.</summary>
    public static bool IsAtOrBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        int extra = name.Length - zone.Length;
        if (extra < 0 || !name[extra..].SequenceEqual(zone))
        {
            return false;
        }

        // The octets agree; they are the zone only if the cut falls on a label's start.
        int at = 0;
        while (at < extra)
        {
            at += name[at] + 1;
        }

        return at == extra;
    }

    /// <summary>Number of labels, the root label left out, of a valid wire name.</summary>
    public static int CountLabels(ReadOnlySpan<byte> name)
    {
        int count = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            count++;
        }

        return count;
    }

    // Eight octets at a time: sets bit 5 of each octet in 'A'..'Z'. An octet with its top bit set is never touched.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Lower(ulong octets)
    {
        const ulong Ones = 0x0101010101010101;
        const ulong Tops = 0x8080808080808080;
        ulong seven = octets & ~Tops;
        ulong fromA = seven + (Ones * (0x80 - 'A'));
        ulong aboveZ = seven + (Ones * (0x80 - 'Z' - 1));
        ulong upper = (fromA ^ aboveZ) & ~octets & Tops;
        return octets | BitOperations.RotateRight(upper, 2);
    }
}
