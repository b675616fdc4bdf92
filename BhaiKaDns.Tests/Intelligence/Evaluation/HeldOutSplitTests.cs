using BhaiKaDns.Intelligence.Training;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Evaluation;

internal sealed class HeldOutSplitTests
{
    [Test]
    public void Write_AnyPart_HoldsNoNameThatIsTrained([Values(0, 1, 2)] int part)
    {
        using SmallData data = new();
        string held = Directory.CreateDirectory(Path.Combine(data.Path, "held")).FullName;
        HeldOutSplit split = new(data.Path, part);
        NameRows trained = NameRows.Read(data.Path, split.IsTrained);

        split.Write(held);

        string[] kept = [.. new[] { "dga_held.tsv.gz", "benign_held.tsv.gz" }.SelectMany(file => DataFile.Rows(Path.Combine(held, file))).Select(cells => cells[1])];
        Assert.That((kept.Length > 0, kept.Intersect(trained.Domains).Count()), Is.EqualTo((true, 0)));
    }

    [Test]
    public void Write_Hosts_HoldsNoHostThatIsTrained()
    {
        using SmallData data = new();
        string training = Directory.CreateDirectory(Path.Combine(data.Path, "training")).FullName;
        string held = Directory.CreateDirectory(Path.Combine(data.Path, "held")).FullName;

        HeldOutHosts.Write(data.Path, training, held);

        foreach ((string file, string heldFile, int column) in new[] { ("phishing_train.tsv.gz", "phishing_held.tsv.gz", 2), ("benign_fqdn_train.txt.gz", "benign_fqdn_held.txt.gz", 0), ("categories_train.tsv.gz", "categories_held.tsv.gz", 2) })
        {
            string[] kept = [.. DataFile.Rows(Path.Combine(held, heldFile)).Select(cells => cells[column])];
            string[] trained = [.. DataFile.Rows(Path.Combine(training, file)).Select(cells => cells[column])];
            Assert.That((kept.Length > 0, trained.Length > 0, kept.Intersect(trained).Count()), Is.EqualTo((true, true, 0)), file);
        }
    }
}
