using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Syntax;
using NUnit.Framework;

namespace BhaiKaDns.Policy.BlockedServices;

internal sealed class ServiceCatalogTests
{
    private static readonly string[] Categories =
        ["social", "video", "messaging", "gaming", "shopping", "music", "dating", "gambling", "ai", "cloud", "vpn", "adult", "knowledge", "delivery", "finance"];

    [Test]
    public void All_AsShipped_IsWellFormed()
    {
        Assert.That(ServiceCatalog.All, Has.Count.GreaterThanOrEqualTo(120));
        Assert.That(ServiceCatalog.All.Select(service => service.Id), Is.Unique);
        Assert.That(ServiceCatalog.All.Select(service => service.Number), Is.Unique);
        Assert.That(ServiceCatalog.All.Select(service => (int)service.Number), Is.All.GreaterThan(ServiceCatalog.FirstNumber));
        Assert.That(ServiceCatalog.All.Where(service => service.Names.Count == 0 || service.Name.Length == 0), Is.Empty);
        Assert.That(ServiceCatalog.All.Select(service => service.Category).Distinct(), Is.SubsetOf(Categories));
    }

    [Test]
    public void All_EachName_IsALineThatCounts()
    {
        byte[] name = new byte[DomainName.MaxLength];
        string[] bad =
        [
            .. from service in ServiceCatalog.All
               from line in service.Names
               where RuleName.Read(System.Text.Encoding.UTF8.GetBytes(line), name, out _) is not RuleProblem.None || !line.Contains('.', StringComparison.Ordinal)
               select $"{service.Id}: {line}",
        ];

        Assert.That(bad, Is.Empty);
    }

    // Numbers stand in query logs: whoever changes one of these has broken them.
    [TestCase(50001, "facebook")]
    [TestCase(50005, "tiktok")]
    [TestCase(50026, "youtube")]
    public void Find_Service_HasItsNumberForEver(int number, string id) => Assert.That(ServiceCatalog.Find(id)!.Number, Is.EqualTo(number));

    [TestCase(50005, "TikTok")]
    [TestCase(50000, null)]
    [TestCase(2, null)]
    [TestCase(65535, null)]
    public void NameOf_Number_IsTheServiceOrNull(int number, string? expected) => Assert.That(ServiceCatalog.NameOf((ushort)number), Is.EqualTo(expected));

    [TestCase("www.tiktok.com", true)]
    [TestCase("tiktok.com", true)]
    [TestCase("nottiktok.com", false)]
    [TestCase("www.youtube.com", false)]
    public void ViewOf_OneService_BlocksItsNamesAlone(string name, bool expected)
    {
        RuleView view = ServiceCatalog.ViewOf(["TikTok", "no-such-service"]);

        RuleMatch match = view.Find(new AskedQuestion(name).Question);

        Assert.That((match.IsListed, match.ListId), Is.EqualTo((expected, expected ? ServiceCatalog.Find("tiktok")!.Number : (ushort)0)));
    }

    [Test]
    public void ViewOf_NoService_IsEmpty() => Assert.That(ServiceCatalog.ViewOf([]).IsEmpty, Is.True);
}
