using System.Security.Cryptography;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class ModelFileTests
{
    private const int Places = 97;

    [TestCase(ModelFiles.Threat)]
    [TestCase(ModelFiles.Host)]
    [TestCase(ModelFiles.Category)]
    public void TryRead_AnyOctetChanged_IsRefused(string file)
    {
        byte[] octets = EmbeddedModels.OctetsOf(file);
        List<int> taken = [];

        foreach (int at in Enumerable.Range(0, Places).Select(place => (int)((long)(octets.Length - 1) * place / (Places - 1))))
        {
            octets[at] ^= 0x10;
            if (ModelFile.TryRead(octets, out _) is not null)
            {
                taken.Add(at);
            }

            octets[at] ^= 0x10;
        }

        Assert.That(taken, Is.Empty);
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(40)]
    [TestCase(100_000)]
    [TestCase(437_000)]
    public void TryRead_Cut_IsRefused(int length) => Assert.That(ModelFile.TryRead(EmbeddedModels.OctetsOf(ModelFiles.Threat).AsMemory(0, length), out _), Is.Null);

    // Whoever can write the file can write its checksum too: content that makes no sense may be refused or score nonsense, not throw.
    [Test]
    public void TryRead_HeadChangedWithItsChecksum_NeverThrows()
    {
        byte[] octets = EmbeddedModels.OctetsOf(ModelFiles.Threat);

        for (int at = 0; at < 1500; at += 7)
        {
            byte[] changed = [.. octets];
            changed[at] ^= 0x05;
            SHA256.HashData(changed.AsSpan(..^SHA256.HashSizeInBytes), changed.AsSpan(^SHA256.HashSizeInBytes..));
            Assert.DoesNotThrow(() => ThreatModel.TryRead(changed, out _), "octet {0}", at);
        }
    }

    [Test]
    public void TryRead_OtherKind_IsRefusedByEachModel()
    {
        byte[] threat = EmbeddedModels.OctetsOf(ModelFiles.Threat);
        byte[] host = EmbeddedModels.OctetsOf(ModelFiles.Host);

        object?[] models = [ThreatModel.TryRead(host, out _), HostModel.TryRead(threat, out _), CategoryModel.TryRead(host, out _), CategoryModel.TryRead(threat, out _)];

        Assert.That(models, Has.All.Null);
    }

    [Test]
    public void TryRead_SectionMissing_IsRefused()
    {
        ModelCard card = EmbeddedModels.Threat.File.Card;

        ThreatModel? model = ThreatModel.TryRead(ModelFile.Write(card, [("trees", EmbeddedModels.Threat.File.Section("trees").ToArray())]), out string problem);

        Assert.That(model, Is.Null);
        Assert.That(problem, Does.Contain("missing"));
    }
}
