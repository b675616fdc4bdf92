using System.Text.RegularExpressions;
using NUnit.Framework;

namespace BhaiKaDns.Architecture;

internal sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const int ManyLines = 250;

    private static readonly string[] NamelessFolders = ["Common", "Utils", "Helpers", "Shared", "Core", "Services", "Models"];

    private static readonly string[] Projects = ["BhaiKaDns", "BhaiKaDns.Tests"];

    [Test]
    public void Files_EachOne_StaysBelowTheLongest()
    {
        (string Path, int Lines)[] lengths = [.. Projects.SelectMany(Repository.Sources).Select(path => (path, File.ReadLines(Path.Combine(Repository.Root, path)).Count()))];

        foreach ((string path, int lines) in lengths.Where(file => file.Lines is > ManyLines and <= MaxLines))
        {
            TestContext.Out.WriteLine($"{path} has {lines} lines: is there a second idea inside?");
        }

        Assert.That(lengths.Where(file => file.Lines > MaxLines), Is.Empty);
    }

    [Test]
    public void Files_EachOne_HasTheNamespaceOfItsFolder()
    {
        string[] violations =
        [
            .. from path in Projects.SelectMany(Repository.Sources)
               where path.EndsWith(".cs", StringComparison.Ordinal)
               let declared = Namespace().Match(File.ReadAllText(Path.Combine(Repository.Root, path)))
               where declared.Success && declared.Groups["name"].Value != NamespaceOf(path)
               select $"{path}: {declared.Groups["name"].Value}",
        ];

        Assert.That(violations, Is.Empty);
    }

    [Test]
    public void Folders_EachOne_HasAProperName()
    {
        string[] violations = [.. Projects.SelectMany(Repository.Sources).Where(path => path.Split('/')[..^1].Any(NamelessFolders.Contains))];

        Assert.That(violations, Is.Empty);
    }

    private static string NamespaceOf(string path) => string.Join('.', path.Split('/')[1..^1].Prepend(Floors.RootNamespace));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
