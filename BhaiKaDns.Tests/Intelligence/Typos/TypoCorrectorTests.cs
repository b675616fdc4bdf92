using System.IO.Compression;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Typos;

[TestFixture]
internal sealed class TypoCorrectorTests
{
    private static readonly TypoCorrector Corrector = new(PopularNames.Embedded);

    [TestCase("facbook.com", "facebook.com")]
    [TestCase("netlfix.com", "netflix.com")]
    [TestCase("gooogle.com", "google.com")]
    [TestCase("weibo.cmo", "weibo.com")]
    [TestCase("paypal.con", "paypal.com")]
    [TestCase("wwwnetflix.com", "netflix.com")]
    [TestCase("wikipdia.org", "wikipedia.org")]
    public void Suggest_Typo_IsPutRight(string typed, string meant)
    {
        TypoSuggestion found = Corrector.Suggest(typed.Wire());
        Assert.That(found.IsAny, Is.True);
        Assert.That(DomainNameText.ToText(Corrector.Names[found.Index]), Is.EqualTo(meant));
        Assert.That(found.Score, Is.EqualTo(TypoWeights.Score(found.Parts)));
    }

    [TestCase("google.com")]
    [TestCase("xqzvkrpt.net")]
    [TestCase("completely-different-name.example")]
    [TestCase("com")]
    [TestCase(".")]
    public void Suggest_NoTypo_IsNone(string name) => Assert.That(Corrector.Suggest(name.Wire()).IsAny, Is.False);

    [Test]
    public void Suggest_NameThatTheHomeOftenAsksFor_GainsByIt()
    {
        byte[] typed = "facbook.com".Wire();
        Assert.That(Corrector.Best(typed, new AlwaysAsked()).Score, Is.GreaterThan(Corrector.Best(typed).Score));
    }

    [Test]
    public void Best_AnyLabels_DoesNotThrow() =>
        Gen.Select(Gen.Byte.Array[1, 63], Gen.Byte.Array[1, 63]).Sample((label, end) => { _ = Corrector.Best([(byte)label.Length, .. label, (byte)end.Length, .. end, 0]); });

    [Test]
    public void Suggest_AnyName_AllocatesNothing()
    {
        byte[] name = "somefacebok.com".Wire();
        byte[] typo = "facbook.com".Wire();
        Assert.That(Allocations.Of(() => _ = Corrector.Suggest(name).IsAny || Corrector.Suggest(typo).IsAny), Is.Zero);
    }

    [Test]
    public void CountTypos_SmallFile_CountsByKind()
    {
        using MemoryStream file = Compressed("#typed\tintended\tkind\trank\nfacbook.com\tfacebook.com\tom\t1\nnetlfix.com\tother.com\ttr\t2\n");
        TypoCounts all = TypoEvaluation.CountTypos(Corrector, file).Single(counts => counts.Kind == "all");
        Assert.That((all.Names, all.Corrected, all.Right, all.AlwaysRight), Is.EqualTo((2, 2, 1, 1)));
    }

    [TestCase("#domain\nfacbook.com\nxqzvkrpt.net\n", "existing")]
    [TestCase("#kind\tdomain\nnew\tfacbook.com\nnew\txqzvkrpt.net\n", "new")]
    public void CountNegatives_OneOrTwoColumns_CountsFalseCorrections(string text, string kind)
    {
        using MemoryStream file = Compressed(text);
        TypoCounts counts = TypoEvaluation.CountNegatives(Corrector, file).Single(counts => counts.Kind == kind);
        Assert.That((counts.Names, counts.Corrected), Is.EqualTo((2, 1)));
    }

    private static MemoryStream Compressed(string text)
    {
        MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        stream.Position = 0;
        return stream;
    }

    private sealed class AlwaysAsked : IKnownNames
    {
        public int TimesAsked(ReadOnlySpan<byte> registrableWire) => 50;
    }
}
