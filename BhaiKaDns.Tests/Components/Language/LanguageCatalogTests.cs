using BhaiKaDns.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Components.Language;

internal sealed class LanguageCatalogTests
{
    private readonly FakeLogger<LanguageCatalog> _log = new();
    private TemporaryFolder _folder = null!;

    private LanguageCatalog Catalog => new(new DataDirectory(_folder.Path), _log);

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _log.Collector.Clear();
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(null, "en")]
    [TestCase("", "en")]
    [TestCase("hi", "hi")]
    [TestCase("hi-IN,en;q=0.5", "hi")]
    [TestCase("fr-FR, fr;q=0.9, hi;q=0.8, en;q=0.7", "hi")]
    [TestCase("en-GB,hi;q=0.5", "en")]
    [TestCase("fr", "en")]
    [TestCase(";;,,*", "en")]
    public void Choose_AcceptLanguage_IsTheFirstThatIsThere(string? header, string code)
    {
        string chosen = Catalog.Choose(header);

        Assert.That(chosen, Is.EqualTo(code));
    }

    [Test]
    public void All_AsShipped_IsEnglishFirstThenHindi()
    {
        IReadOnlyList<(string Code, string Name)> all = Catalog.All;

        Assert.That(all, Is.EqualTo(new[] { ("en", "English"), ("hi", "हिन्दी") }));
    }

    [Test]
    public void All_FileInTheDataDirectory_AddsItsLanguage()
    {
        Write("de.json", """{ "@name": "Deutsch", "Dashboard": "Übersicht" }""");

        LanguageCatalog catalog = Catalog;

        Assert.That(catalog.All, Does.Contain(("de", "Deutsch")));
        Assert.That(catalog.WordsOf("de")["Dashboard"], Is.EqualTo("Übersicht"));
    }

    [Test]
    public void WordsOf_FileInTheDataDirectory_MendsOneTextAndKeepsTheOthers()
    {
        Write("hi.json", """{ "Dashboard": "मुख्य पेज" }""");

        IReadOnlyDictionary<string, string> words = Catalog.WordsOf("hi");

        Assert.That(words["Dashboard"], Is.EqualTo("मुख्य पेज"));
        Assert.That(words["Settings"], Is.EqualTo("सेटिंग"));
    }

    [Test]
    public void All_UnreadableFile_IsPassedOverWithALogLine()
    {
        Write("aa.json", "{ \"Dashboard\": ");
        Write("de.json", """{ "@name": "Deutsch" }""");

        LanguageCatalog catalog = Catalog;

        Assert.That(catalog.Has("aa"), Is.False);
        Assert.That(catalog.Has("de"), Is.True);
        Assert.That(_log.Collector.GetSnapshot().Single().Level, Is.EqualTo(LogLevel.Warning));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(_folder.Combine(LanguageCatalog.Folder));
        File.WriteAllText(_folder.Combine(LanguageCatalog.Folder, name), text);
    }
}
