using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Collections;

[TestFixture]
internal sealed class SuffixHashesTests
{
    private static readonly Gen<string[]> Labels = Gen.String[Gen.Char.AlphaNumeric, 1, 20].Array[1, 10];

    [Test]
    public void Compute_AnyName_GivesTheHashOfEachSuffix() =>
        Labels.Sample(labels =>
        {
            Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
            int count = SuffixHashes.Compute(NameSetTests.Wire(string.Join('.', labels)), hashes);
            for (int index = 0; index < count; index++)
            {
                string suffix = string.Join('.', labels[(labels.Length - index - 1)..]);
                Assert.That(hashes[index], Is.EqualTo(SuffixHashes.OfWhole(NameSetTests.Wire(suffix), out int own)));
                Assert.That(own, Is.EqualTo(index + 1));
            }

            return count == labels.Length;
        });

    [Test]
    public void Compute_LabelsCutElsewhere_GivesOtherHashes()
    {
        ulong joined = SuffixHashes.OfWhole(NameSetTests.Wire("ab.c"), out _);

        ulong moved = SuffixHashes.OfWhole(NameSetTests.Wire("a.bc"), out _);

        Assert.That(moved, Is.Not.EqualTo(joined));
    }

    [Test]
    public void Compute_Root_HasNoLabels()
    {
        int count = SuffixHashes.Compute([0], new ulong[SuffixHashes.MaxCount]);

        Assert.That(count, Is.Zero);
    }
}
