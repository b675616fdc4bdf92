using BhaiKaDns.Dns;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Switches;

internal sealed class SuffixSetTests
{
    private static readonly SuffixSet Set = SuffixSet.Of(["zip", ".RU", "co.uk", "рф", "xn--p1acf", "not a suffix"]);

    [TestCase("a.zip", "zip")]
    [TestCase("zip", "zip")]
    [TestCase("a.b.ru", "ru")]
    [TestCase("shop.co.uk", "co.uk")]
    [TestCase("uk", ".")]
    [TestCase("a.org.uk", ".")]
    [TestCase("xn--80ak6aa92e.xn--p1ai", "xn--p1ai")]
    [TestCase("a.xn--p1acf", "xn--p1acf")]
    [TestCase("zip.example", ".")]
    [TestCase("azip", ".")]
    [TestCase(".", ".")]
    public void Find_Name_IsItsBlockedSuffix(string name, string expected) =>
        Assert.That(DomainNameText.ToText(Set.Find(new AskedQuestion(name).Question)), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("a..b")]
    [TestCase("a b")]
    [TestCase("1.2")]
    public void TryRead_NoSuffix_IsRefused(string text) => Assert.That(SuffixSet.TryRead(text, out _), Is.False);

    [Test]
    public void Covers_AnyName_AllocatesNothing()
    {
        AskedQuestion asked = new("www.shop.co.uk");

        long allocated = Allocations.Of(() => _ = Set.Covers(asked.Question));

        Assert.That(allocated, Is.Zero);
    }
}
