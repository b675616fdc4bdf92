using System.Buffers.Binary;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Collections;

internal sealed class SeededHashTests
{
    [Test]
    public void Compute_SameOctetsAnywhereInMemory_GivesEqualHash() =>
        Gen.Select(Gen.Byte.Array[0, 255], Gen.ULong, Gen.Int[1, 9]).Sample((octets, seed, shift) =>
        {
            byte[] elsewhere = new byte[octets.Length + 20];
            Array.Fill(elsewhere, (byte)0xEE);
            octets.CopyTo(elsewhere, shift);

            return SeededHash.Compute(octets, seed) == SeededHash.Compute(elsewhere.AsSpan(shift, octets.Length), seed);
        });

    [Test]
    public void Compute_AnyOctetChanged_GivesAnotherHash() =>
        Gen.Select(Gen.Byte.Array[1, 255], Gen.Int[0, 254], Gen.Byte[1, 255]).Sample((octets, at, change) =>
        {
            byte[] other = [.. octets];
            other[at % other.Length] ^= change;

            return SeededHash.Compute(octets, 1) != SeededHash.Compute(other, 1);
        });

    // wyhash's published constant as octets of a name used to multiply the state by zero, so that seed and prefix were forgotten.
    [TestCase(16)]
    [TestCase(32)]
    [TestCase(11)]
    public void Compute_OctetsThatOnceWipedTheState_StillDependOnTheSeedAndTheRest(int length)
    {
        byte[] octets = new byte[length];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, 0xA0761D6478BD642F);
        byte[] other = [.. octets];
        other[^1] = 1;

        ulong[] hashes = [SeededHash.Compute(octets, 1), SeededHash.Compute(octets, 2), SeededHash.Compute(other, 1), SeededHash.Compute(other, 2)];

        Assert.That(hashes, Is.Unique);
    }

    [Test]
    public void Compute_AllShortStrings_SpreadOverSmallTables()
    {
        int[] buckets = new int[256];

        for (int value = 0; value < 65_536; value++)
        {
            buckets[SeededHash.Compute([1, (byte)value, (byte)(value >> 8), 0], 0) & 0xFF]++;
        }

        // 256 expected in each, standard deviation 16.
        Assert.That(buckets, Has.All.InRange(256 - 130, 256 + 130));
    }

    [Test]
    public void Compute_AnyOctets_AllocatesNothing()
    {
        byte[] octets = new byte[100];

        long allocated = Allocations.Of(() => _ = SeededHash.Compute(octets, 3));

        Assert.That(allocated, Is.Zero);
    }
}
