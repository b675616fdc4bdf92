using System.Diagnostics;
using System.Text;
using BhaiKaDns.Dns;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

[TestFixture]
internal sealed class PublicSuffixListTests
{
    private const string Sections = "// ===BEGIN ICANN DOMAINS===\ncom\nuk\nco.uk\n// ===END ICANN DOMAINS===\n";

    private static readonly string[] Ends = ["com", "co.uk", "github.io", "kawasaki.jp", "ck", "unlisted"];

    // From the test vectors of publicsuffix.org.
    [TestCase("com", null)]
    [TestCase("example.com", "example.com")]
    [TestCase("b.example.com", "example.com")]
    [TestCase("example", null)]
    [TestCase("b.example.example", "example.example")]
    [TestCase("biz", null)]
    [TestCase("a.b.domain.biz", "domain.biz")]
    [TestCase("uk.com", null)]
    [TestCase("b.example.uk.com", "example.uk.com")]
    [TestCase("test.ac", "test.ac")]
    [TestCase("c.mm", null)]
    [TestCase("a.b.c.mm", "b.c.mm")]
    [TestCase("www.test.jp", "test.jp")]
    [TestCase("ac.jp", null)]
    [TestCase("www.test.ac.jp", "test.ac.jp")]
    [TestCase("kyoto.jp", null)]
    [TestCase("ide.kyoto.jp", null)]
    [TestCase("a.b.ide.kyoto.jp", "b.ide.kyoto.jp")]
    [TestCase("c.kobe.jp", null)]
    [TestCase("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [TestCase("www.city.kobe.jp", "city.kobe.jp")]
    [TestCase("c.kawasaki.jp", null)]
    [TestCase("city.kawasaki.jp", "city.kawasaki.jp")]
    [TestCase("test.ck", null)]
    [TestCase("a.b.test.ck", "b.test.ck")]
    [TestCase("www.ck", "www.ck")]
    [TestCase("www.www.ck", "www.ck")]
    [TestCase("test.k12.ak.us", "test.k12.ak.us")]
    [TestCase("k12.ak.us", null)]
    [TestCase("www.bbc.co.uk", "bbc.co.uk")]
    [TestCase("xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [TestCase("xn--55qx5d.cn", null)]
    [TestCase("github.io", null)]
    [TestCase("a.me.github.io", "me.github.io")]
    public void RegistrableAt_WithPrivateSection_IsThatOfTheVectors(string name, string? expected)
        => Assert.That(Registrable(name, withPrivate: true), Is.EqualTo(expected));

    [TestCase("a.me.github.io", "github.io")]
    [TestCase("github.io", "github.io")]
    public void RegistrableAt_WithoutPrivateSection_PassesItsRulesOver(string name, string expected)
        => Assert.That(Registrable(name, withPrivate: false), Is.EqualTo(expected));

    [Test]
    public void RegistrableAt_Root_IsNone() => Assert.That(PublicSuffixList.Embedded.RegistrableAt([0], true), Is.EqualTo(-1));

    [Test]
    public void SuffixAt_AnyName_FollowsTheRegistrableLabel() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8].Array[1, 6], Gen.Int[0, Ends.Length - 1].Select(index => Ends[index])).Sample((labels, end) =>
        {
            byte[] name = (string.Join('.', labels) + "." + end).Wire();
            int registrable = PublicSuffixList.Embedded.RegistrableAt(name, true);
            int suffix = PublicSuffixList.Embedded.SuffixAt(name, true);
            return registrable < 0 ? suffix == 0 : suffix == registrable + name[registrable] + 1;
        });

    [Test]
    public void RegistrableAt_LongName_AllocatesNothing()
    {
        byte[] name = "www.some.thing.bbc.co.uk".Wire();
        Assert.That(Allocations.Of(() => _ = PublicSuffixList.Embedded.RegistrableAt(name, true)), Is.Zero);
    }

    [TestCase("com\nco.uk\n")]
    [TestCase("// ===BEGIN ICANN DOMAINS===\ncom\n")]
    [TestCase("// ===BEGIN ICANN DOMAINS===\na..b\n// ===END ICANN DOMAINS===\n")]
    [TestCase("// ===BEGIN ICANN DOMAINS===\ncom\n// ===END ICANN DOMAINS===\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n")]
    [TestCase("")]
    public void TryLoad_BadFile_IsRefusedWithAReason(string text)
    {
        bool isRead = PublicSuffixList.TryLoad(new MemoryStream(Encoding.UTF8.GetBytes(text)), out PublicSuffixList? list, out string reason);
        Assert.That((isRead, list), Is.EqualTo((false, (PublicSuffixList?)null)));
        Assert.That(reason, Is.Not.Empty);
    }

    [Test]
    public void TryLoad_GoodFile_ReplacesTheEmbeddedOne()
    {
        bool isRead = PublicSuffixList.TryLoad(new MemoryStream(Encoding.UTF8.GetBytes(Sections)), out PublicSuffixList? list, out _);
        Assert.That(isRead, Is.True);
        Assert.That((list ?? throw new UnreachableException()).RuleCount, Is.EqualTo(3));
    }

    private static string? Registrable(string text, bool withPrivate)
    {
        byte[] name = text.Wire();
        int at = PublicSuffixList.Embedded.RegistrableAt(name, withPrivate);
        return at < 0 ? null : DomainNameText.ToText(name.AsSpan(at));
    }
}
