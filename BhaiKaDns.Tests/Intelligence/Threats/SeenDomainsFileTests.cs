using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class SeenDomainsFileTests
{
    private TemporaryFolder _folder;
    private string _path;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _path = _folder.Combine("seen.bin");
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Open_NoFile_BeginsAnew() => Assert.That(new SeenDomainsFile(_path).Open().Opening, Is.EqualTo(SeenDomainsState.Anew));

    [Test]
    public void Open_AfterSave_RemembersAll()
    {
        SeenDomainsFile file = new(_path);
        SeenDomains before = file.Open();
        for (int at = 0; at < 5000; at++)
        {
            _ = before.Add(BitConverter.GetBytes(at), 20_000 + (at / 1000));
        }

        file.Save(before);
        SeenDomains after = new SeenDomainsFile(_path).Open();

        int known = Enumerable.Range(0, 5000).Count(at => !after.IsNew(BitConverter.GetBytes(at)));
        _ = after.TryFirstSeen(BitConverter.GetBytes(4999), out int day);
        Assert.That((after.Opening, known, after.Total, day), Is.EqualTo((SeenDomainsState.Loaded, 5000, before.Total, 20_004)));
    }

    [TestCase(0)]
    [TestCase(9)]
    [TestCase(30)]
    [TestCase(100_000)]
    [TestCase(-1)]
    public void Open_OneOctetChanged_BeginsAnewAndSaysSo(int at)
    {
        new SeenDomainsFile(_path).Save(SeenDomains.Empty(1));
        byte[] octets = File.ReadAllBytes(_path);
        octets[at < 0 ? octets.Length + at : at] ^= 1;
        File.WriteAllBytes(_path, octets);

        SeenDomains seen = new SeenDomainsFile(_path).Open();

        Assert.That((seen.Opening, File.Exists(_path + ".unreadable")), Is.EqualTo((SeenDomainsState.Damaged, true)));
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(500_000)]
    public void Open_FileCut_BeginsAnewAndSaysSo(int length)
    {
        new SeenDomainsFile(_path).Save(SeenDomains.Empty(1));
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..length]);

        Assert.That(new SeenDomainsFile(_path).Open().Opening, Is.EqualTo(SeenDomainsState.Damaged));
    }

    [Test]
    public void Save_AnyNumberOfDomains_KeepsTheFileBelowAMegabyteAndAHalf()
    {
        new SeenDomainsFile(_path).Save(SeenDomains.Empty(1));

        Assert.That(new FileInfo(_path).Length, Is.LessThan(1_500_000));
    }
}
