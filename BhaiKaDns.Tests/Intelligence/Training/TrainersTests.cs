using BhaiKaDns.Intelligence.Domains;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Training;

internal sealed class TrainersTests
{
    private static readonly byte[] Words = "garden\nkitchen\nschool\nmusic"u8.ToArray();

    [Test]
    public void NgramTrainer_SameRowsTwice_GivesTheSameOctetsAndTellsThemApart()
    {
        using SmallData data = new();
        NameRows rows = NameRows.Read(data.Path, (_, _) => true);

        NgramTrainer first = TrainedOn(rows);
        NgramTrainer second = TrainedOn(rows);

        Assert.That(first.ToSection(), Is.EqualTo(second.ToSection()));
        Assert.That(first.Score(NameRows.SymbolsOf("gardenmusic.org")), Is.LessThan(first.Score(NameRows.SymbolsOf("qxvkzjwpbhrt.com"))));
    }

    [Test]
    public void TreeTrainer_SameRowsTwice_GivesTheSameOctetsAndFindsTheRule()
    {
        Random random = new(1);
        float[][] columns = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 2000).Select(_ => random.NextSingle()).ToArray())];
        bool[] isBad = [.. columns[1].Select((value, row) => value > 0.5f != columns[2][row] > 0.5f)];
        float[] weights = [.. isBad.Select(_ => 1f)];

        byte[] first = new TreeTrainer(depth: 3, trees: 20).Train(columns, isBad, weights);
        byte[] second = new TreeTrainer(depth: 3, trees: 20).Train(columns, isBad, weights);

        TreeEnsemble trees = TreeEnsemble.TryRead(first, 3)!;
        Assert.That(first, Is.EqualTo(second));
        Assert.That((trees.Score([0.5f, 0.9f, 0.1f]) > 1, trees.Score([0.5f, 0.9f, 0.9f]) < -1), Is.EqualTo((true, true)));
    }

    [Test]
    public void ThreatModelTrainer_SameRowsTwice_GivesTheSameFileThatIsRead()
    {
        using SmallData data = new();

        byte[] first = ThreatModelOf(data);
        byte[] second = ThreatModelOf(data);

        Assert.That(first, Is.EqualTo(second));
        Assert.That(ThreatModel.TryRead(first, out string problem), Is.Not.Null, problem);
    }

    [Test]
    public void Host_SameRowsTwice_GivesTheSameFileThatIsRead()
    {
        using SmallData data = new();

        byte[] first = ModelBuilder.Host(data.Path, (_, _) => true);
        byte[] second = ModelBuilder.Host(data.Path, (_, _) => true);

        HostModel model = HostModel.TryRead(first, out _)!;
        Assert.That(first, Is.EqualTo(second));
        Assert.That(model.ScoreText("secure-login.abcdefgh.top"u8), Is.GreaterThan(model.ScoreText("www.gardenmusic.org"u8)));
    }

    [Test]
    public void Category_SameRowsTwice_GivesTheSameFileThatGuesses()
    {
        using SmallData data = new();

        byte[] first = ModelBuilder.Category(data.Path);
        byte[] second = ModelBuilder.Category(data.Path);

        Assert.That(first, Is.EqualTo(second));
        Assert.That(CategoryModel.TryRead(first, out _)!.Guess("casinoabcd.com"u8).Category, Is.EqualTo("gambling"));
    }

    private static NgramTrainer TrainedOn(NameRows rows)
    {
        NgramTrainer trainer = new(12);
        trainer.Train(rows.Symbols(), [.. rows.AreGenerated], [.. rows.AreGenerated.Select(_ => 1f)], Order.Seed);
        return trainer;
    }

    private static byte[] ThreatModelOf(SmallData data)
    {
        ModelCard card = EmbeddedModels.Threat.File.Card;
        return ModelFile.Write(card, new ThreatModelTrainer(NameRows.Read(data.Path, (_, _) => true), Words).Train());
    }
}
