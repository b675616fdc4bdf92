using System.IO.Compression;
using System.Text;
using BhaiKaDns.Intelligence.Domains;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class LookAlikeGuardTests
{
    private static readonly LookAlikeGuard Guard = new(PublicSuffixList.Embedded, PopularNames.Embedded);

    [TestCase("paypa1.com", LookAlikeKind.DigitSwap, "paypal.com")]
    [TestCase("www.g00gle.com", LookAlikeKind.DigitSwap, "google.com")]
    [TestCase("xn--80ak6aa92e.com", LookAlikeKind.Homoglyph, "apple.com")]
    [TestCase("arnazon.com", LookAlikeKind.Homoglyph, "amazon.com")]
    [TestCase("xn--pypal-4ve.com", LookAlikeKind.Homoglyph, "paypal.com")]
    [TestCase("amazon-login-secure.com", LookAlikeKind.Combo, "amazon.com")]
    [TestCase("amazonlogin.net", LookAlikeKind.Combo, "amazon.com")]
    [TestCase("apple-id.support", LookAlikeKind.Combo, "apple.com")]
    [TestCase("paypal.top", LookAlikeKind.OtherTopLevel, "paypal.com")]
    [TestCase("amazom.com", LookAlikeKind.OneEdit, "amazon.com")]
    [TestCase("paypal.com.evil.example", LookAlikeKind.Subdomain, "paypal.com")]
    [TestCase("secure-paypal.evil.example", LookAlikeKind.Subdomain, "paypal.com")]
    [TestCase("paypal.pages.dev", LookAlikeKind.Subdomain, "paypal.com")]
    [TestCase("paypal-login.github.io", LookAlikeKind.Combo, "paypal.com")]
    public void Judge_Imitation_NamesTheImitated(string name, LookAlikeKind kind, string imitated)
    {
        LookAlike found = Guard.Judge(name.Wire());
        Assert.That((found.Kind, found.Imitated), Is.EqualTo((kind, imitated)));
    }

    [TestCase("www.paypal.com")]
    [TestCase("google.de")]
    [TestCase("line.me")]
    [TestCase("pineapple.example")]
    [TestCase("www.linkedin.com.cdn.cloudflare.net")]
    [TestCase("youtubei.googleapis.com")]
    [TestCase("example.com")]
    [TestCase("com")]
    [TestCase(".")]
    public void Judge_OrdinaryName_IsNone(string name) => Assert.That(Guard.Judge(name.Wire()).IsAny, Is.False);

    [Test]
    public void Judge_TenThousandPopularNames_FlagsAtMostFive()
        => Assert.That(Enumerable.Range(0, 10_000).Count(index => Guard.Judge(PopularNames.Embedded[index]).IsAny), Is.LessThanOrEqualTo(5));

    [Test]
    public void Judge_AnyName_AllocatesNothing()
    {
        byte[][] names = [.. new[] { "xn--80ak6aa92e.com", "amazon-login-secure.com", "www.some-shop-in-town.co.uk", "paypal.com.evil.example" }.Select(name => name.Wire())];
        Assert.That(Allocations.Of(() =>
        {
            foreach (byte[] name in names)
            {
                _ = Guard.Judge(name);
            }
        }), Is.Zero);
    }

    [Test]
    public void Count_SmallFile_CountsHostsAndBrands()
    {
        using MemoryStream file = new();
        using (GZipStream gzip = new(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("#date\tsource\thost\tbrand\n2026\tx\tamazon-login.example\tAmazon\n2026\tx\tharmless.example\tAmazon\n"));
        }

        file.Position = 0;
        LookAlikeCounts counts = LookAlikeEvaluation.Count(Guard, file, column: 2, brandColumn: 3);
        Assert.That((counts.Hosts, counts.Flagged, counts.WithBrand, counts.BrandFound), Is.EqualTo((2, 1, 2, 1)));
    }
}
