using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class ModelFilesTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("bhaikadns-").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Load_NoFolder_GivesTheEmbeddedModels()
    {
        object?[] models = [ModelFiles.LoadThreat(directory: null, out string threat), ModelFiles.LoadHost(directory: null, out string host), ModelFiles.LoadCategory(directory: null, out string category)];

        Assert.That(models, Has.None.Null);
        Assert.That(threat + host + category, Is.Empty);
    }

    [TestCase("threat.bkm", 512)]
    [TestCase("host.bkm", 512)]
    [TestCase("category.bkm", 512)]
    public void Embedded_EachOne_IsSmall(string file, int kibibytes) => Assert.That(EmbeddedModels.OctetsOf(file), Has.Length.LessThan(kibibytes * 1024));

    [Test]
    public void LoadThreat_GoodFile_IsUsed()
    {
        byte[] octets = ModelFile.Write(EmbeddedModels.Threat.File.Card with { Notes = "of this home" }, Sections());
        File.WriteAllBytes(Path.Combine(_directory, ModelFiles.Threat), octets);

        ThreatModel? model = ModelFiles.LoadThreat(_directory, out string problem);

        Assert.That((model?.File.Card.Notes, problem), Is.EqualTo(("of this home", "")));
    }

    [TestCase(ModelFiles.Host, "another kind")]
    [TestCase("", "no model file")]
    public void LoadThreat_BadFile_IsRefusedAndTheEmbeddedOneStandsIn(string content, string reason)
    {
        File.WriteAllBytes(Path.Combine(_directory, ModelFiles.Threat), content.Length == 0 ? [1, 2, 3] : EmbeddedModels.OctetsOf(content));

        ThreatModel? model = ModelFiles.LoadThreat(_directory, out string problem);

        Assert.That(model?.File.Hash, Is.EqualTo(EmbeddedModels.Threat.File.Hash));
        Assert.That(problem, Does.Contain(reason).And.Contain(ModelFiles.Threat));
    }

    private static IEnumerable<(string, byte[])> Sections() =>
        new[] { "bigrams", "trigrams", "words", "tlds", "ngrams", "trees", "swarmngrams", "swarmtrees", "swarm" }.Select(name => (name, EmbeddedModels.Threat.File.Section(name).ToArray()));
}
