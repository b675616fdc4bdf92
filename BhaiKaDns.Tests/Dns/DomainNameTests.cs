using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class DomainNameTests
{
    [Test]
    public void CopyLower_AnyOctets_TurnsOnlyAToZ() =>
        Gen.Byte.Array[0, 255].Sample(octets =>
        {
            byte[] lower = new byte[octets.Length];

            DomainName.CopyLower(octets, lower);

            return lower.SequenceEqual(octets.Select(octet => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet + 32) : octet));
        });

    [Test]
    public void EqualsIgnoreCase_AnyTwo_AgreesWithLowerCase() =>
        Gen.Select(Gen.Byte.Array[1, 20], Gen.Int[0, 19], Gen.OneOf(Gen.Const((byte)0), Gen.Const((byte)0x20), Gen.Const((byte)0x21))).Sample((left, at, change) =>
        {
            byte[] right = [.. left];
            right[at % right.Length] ^= change;
            byte[] leftLower = new byte[left.Length];
            byte[] rightLower = new byte[left.Length];
            DomainName.CopyLower(left, leftLower);
            DomainName.CopyLower(right, rightLower);

            return DomainName.EqualsIgnoreCase(left, right) == leftLower.SequenceEqual(rightLower);
        });

    [TestCase("www.example.com", "example.com", true)]
    [TestCase("example.com", "example.com", true)]
    [TestCase("example.com", ".", true)]
    [TestCase("com", "example.com", false)]
    [TestCase("badexample.com", "example.com", false)]
    [TestCase(@"x\007example.com", "example.com", false)]
    public void IsAtOrBelow_Name_CutsAtLabelsOnly(string name, string zone, bool expected)
    {
        bool result = DomainName.IsAtOrBelow(Wire.Name(name), Wire.Name(zone));

        Assert.That(result, Is.EqualTo(expected));
    }

    [TestCase(".", 0)]
    [TestCase("a.b.c", 3)]
    public void CountLabels_Name_LeavesOutTheRoot(string name, int expected)
    {
        int count = DomainName.CountLabels(Wire.Name(name));

        Assert.That(count, Is.EqualTo(expected));
    }
}
