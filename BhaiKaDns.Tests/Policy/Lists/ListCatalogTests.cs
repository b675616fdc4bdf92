using BhaiKaDns.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class ListCatalogTests
{
    private DataDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new DataDirectory(Directory.CreateTempSubdirectory("bkd").FullName);

    [TearDown]
    public void TearDown() => Directory.Delete(_directory.Path, recursive: true);

    [Test]
    public void StateOf_NamesInAnotherRun_KeepTheirNumbers()
    {
        ListCatalog catalog = Open();
        ushort one = catalog.StateOf("one").Id;
        ushort two = catalog.StateOf("two").Id;
        catalog.Keep();

        ListCatalog again = Open();

        Assert.That((again.StateOf("two").Id, again.StateOf("one").Id), Is.EqualTo((two, one)));
        Assert.That(again.NameOf(one), Is.EqualTo("one"));
    }

    [Test]
    public void NameOf_FixedNumbers_AreNoneAndRules()
    {
        ListCatalog catalog = Open();

        Assert.That(catalog.NameOf(0), Is.Null);
        Assert.That(catalog.NameOf(ListCatalog.RulesId), Is.EqualTo(ListCatalog.RulesName));
        Assert.That(catalog.StateOf("first").Id, Is.EqualTo(2));
    }

    [Test]
    public void Constructor_HalfWrittenFile_IsSetAside()
    {
        Directory.CreateDirectory(_directory.Combine("lists"));
        File.WriteAllText(_directory.Combine("lists", "catalog.tsv"), "[{\"id\":");

        ListCatalog catalog = Open();

        Assert.That(catalog.StateOf("one").Id, Is.EqualTo(2));
        Assert.That(File.Exists(_directory.Combine("lists", "catalog.tsv.unreadable")), Is.True);
    }

    private ListCatalog Open() => new(_directory, NullLogger<ListCatalog>.Instance);
}
