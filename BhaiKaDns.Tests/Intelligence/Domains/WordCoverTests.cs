using System.Text;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class WordCoverTests
{
    private static readonly WordTable Words = WordTable.OfLines("the\nthere\nherein\nrein\nins\ntea"u8);

    [TestCase("the", 1, 1, 3)]
    [TestCase("xthex", 3 / 5f, 1, 3)]
    [TestCase("therein", 1, 2, 4)] // the + rein, not t + herein
    [TestCase("thereins", 1, 2, 5)] // there + ins
    [TestCase("th", 0, 0, 0)]
    [TestCase("xqz", 0, 0, 0)]
    [TestCase("teatea", 1, 2, 3)]
    public void Measure_Label_TakesTheBestCover(string label, float coverage, int words, int longest)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];

        WordCover.Measure(Words, Encoding.ASCII.GetBytes(label), features);

        // The longest word is of those that occur, used in the cover or not.
        Assert.That((features[(int)Feature.WordCoverage], features[(int)Feature.WordCount]), Is.EqualTo((coverage, (float)words)));
        Assert.That(features[(int)Feature.LongestWord], Is.GreaterThanOrEqualTo(longest));
    }
}
