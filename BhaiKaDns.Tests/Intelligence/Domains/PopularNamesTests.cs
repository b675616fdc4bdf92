using System.IO.Compression;
using System.Text;
using BhaiKaDns.Dns;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

[TestFixture]
internal sealed class PopularNamesTests
{
    [Test]
    public void RankOf_EachEmbeddedName_IsItsPlace()
    {
        PopularNames names = PopularNames.Embedded;
        Assert.That(names.Count, Is.EqualTo(PopularNames.MaxCount));
        Assert.That(Enumerable.Range(0, names.Count).All(index => names.RankOf(names[index]) == index + 1), Is.True);
    }

    [TestCase("surely-not-popular-at-all.example")]
    [TestCase("www.google.com")]
    [TestCase(".")]
    public void RankOf_OtherName_IsZero(string name) => Assert.That(PopularNames.Embedded.RankOf(name.Wire()), Is.Zero);

    [Test]
    public void RankOf_AnyName_AllocatesNothing()
    {
        byte[] name = "netflix.com".Wire();
        Assert.That(Allocations.Of(() => _ = PopularNames.Embedded.RankOf(name)), Is.Zero);
    }

    [Test]
    public void Build_SameInputTwice_GivesTheSameOctetsAndOrder()
    {
        byte[] input = Encoding.UTF8.GetBytes("#names\nGoogle.com\t1\nexample.org\ngoogle.com\nbad..name\n");
        using MemoryStream first = new();
        using MemoryStream second = new();
        int count = PopularNamesBuilder.Build(new MemoryStream(input), first);
        PopularNamesBuilder.Build(new MemoryStream(input), second);
        Assert.That(count, Is.EqualTo(2));
        Assert.That(first.ToArray(), Is.EqualTo(second.ToArray()));

        first.Position = 0;
        using GZipStream plain = new(first, CompressionMode.Decompress);
        Assert.That(PopularNames.TryLoad(plain, out PopularNames? names, out _), Is.True);
        Assert.That(Enumerable.Range(0, names!.Count).Select(index => DomainNameText.ToText(names[index])), Is.EqualTo(["google.com", "example.org"]));
    }

    [TestCase("")]
    [TestCase("#only a comment\n")]
    [TestCase("good.com\nbad..name\n")]
    public void TryLoad_BadFile_IsRefusedWithAReason(string text)
    {
        Assert.That(PopularNames.TryLoad(new MemoryStream(Encoding.UTF8.GetBytes(text)), out _, out string reason), Is.False);
        Assert.That(reason, Is.Not.Empty);
    }
}
