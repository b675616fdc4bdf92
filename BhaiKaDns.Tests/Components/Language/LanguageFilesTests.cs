using System.Text.Json;
using System.Text.RegularExpressions;
using BhaiKaDns.Architecture;
using NUnit.Framework;

namespace BhaiKaDns.Components.Language;

/// <summary>The language files of the program against the texts of its pages.</summary>
internal sealed partial class LanguageFilesTests
{
    private const string PagesFolder = "BhaiKaDns/Components";
    private const string NameKey = "@name";

    private static readonly string FilesFolder = Path.Combine(Repository.Root, PagesFolder, "Language");

    private static IEnumerable<string> Files => Directory.EnumerateFiles(FilesFolder, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [Test]
    public void Hindi_TextsOfThePages_AreAllThere()
    {
        HashSet<string> known = [.. Entries("hi.json").Select(entry => entry.English)];

        string[] texts = [.. Repository.Sources(PagesFolder).SelectMany(TextsOf).Distinct(StringComparer.Ordinal)];

        Assert.That(texts, Has.Length.GreaterThan(500), "The texts are not found any more.");
        Assert.That(texts.Where(text => !known.Contains(text)), Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void File_EachEntry_HasThePlacesOfItsKey(string file)
    {
        string[] wrong = [.. Entries(file).Where(entry => !PlacesOf(entry.English).SetEquals(PlacesOf(entry.Translated))).Select(entry => entry.English)];

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void File_Keys_AreThereOnce(string file)
    {
        string[] twice = [.. Entries(file).GroupBy(entry => entry.English, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];

        Assert.That(twice, Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void File_Always_BeginsWithItsOwnNameAndHasNoEmptyText(string file)
    {
        (string English, string Translated)[] entries = Entries(file);

        Assert.That(entries[0].English, Is.EqualTo(NameKey));
        Assert.That(entries.Where(entry => string.IsNullOrWhiteSpace(entry.Translated)), Is.Empty);
    }

    private static (string English, string Translated)[] Entries(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(FilesFolder, file)));
        return [.. document.RootElement.EnumerateObject().Select(property => (property.Name, property.Value.GetString() ?? ""))];
    }

    private static IEnumerable<string> TextsOf(string source) =>
        LiteralText().Matches(File.ReadAllText(Path.Combine(Repository.Root, source))).Select(match => Regex.Unescape(match.Groups["text"].Value));

    private static HashSet<string> PlacesOf(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    // A literal that stands alone; one that is put together at run time is not a key.
    [GeneratedRegex("""\b(?:T|texts)\["(?<text>(?:[^"\\]|\\.)*)"\s*[\],]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LiteralText();

    [GeneratedRegex("""\{[0-9]+[^{}]*\}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Place();
}
