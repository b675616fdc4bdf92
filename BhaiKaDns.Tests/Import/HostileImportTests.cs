using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Import;

/// <summary>Files that a stranger made: each ends soon, with a sentence or with what could be read.</summary>
[TestFixture]
internal sealed class HostileImportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ImportFixture _files = null!;

    [SetUp]
    public void SetUp() => _files = new ImportFixture();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Read_YamlThatDoublesByAliases_IsRefused()
    {
        StringBuilder text = new("dns: {upstream_dns: [1.1.1.1]}\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++)
        {
            text.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        Assert.That(() => _files.Read("a.yaml", text.ToString()), Throws.TypeOf<InvalidDataException>().With.Message.Contains("more values"));
    }

    [Test]
    public void Read_YamlNestedWithoutEnd_IsRefused() =>
        Assert.That(() => _files.Read("a.yaml", new string('[', 5000)), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Read_TomlNestedWithoutEnd_IsRefused() =>
        Assert.That(() => _files.Read("a.toml", "a = " + new string('[', 100_000)), Throws.TypeOf<InvalidDataException>());

    [TestCase("a.yaml", "a: [1, 2")]
    [TestCase("a.yaml", "a: &x [*x]\n\t- b")]
    [TestCase("a.yaml", "just: something\n")]
    [TestCase("a.yaml", "")]
    [TestCase("a.toml", "[dns\nx")]
    [TestCase("a.txt", "nothing that is known\n")]
    [TestCase("a.bin", "\0\0\0")]
    [TestCase("a.zip", "PK\u0003\u0004broken")]
    public void Read_NoConfiguration_SaysSo(string name, string text) =>
        Assert.That(() => _files.Read(name, text), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Read_BrokenDatabase_IsRefused()
    {
        byte[] database = _files.Database(ImportSamples.Gravity);
        database.AsSpan(100, 3000).Fill(0xAA);

        string archive = _files.Teleporter(("etc/pihole/gravity.db", database));

        Assert.That(() => ConfigurationImporter.Read(archive, new ImportSurroundings()), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Read_DatabaseWithAnEndlessView_IsNotAsked()
    {
        string archive = _files.Teleporter(("etc/pihole/gravity.db", _files.Database(
            "CREATE VIEW adlist AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, 'https://a.example/' || x AS address FROM n;")));
        long start = Stopwatch.GetTimestamp();

        ImportResult import = ConfigurationImporter.Read(archive, new ImportSurroundings());

        Assert.That((import.Policy.Lists.Count, Stopwatch.GetElapsedTime(start) < Patience), Is.EqualTo((0, true)));
    }

    [Test]
    public void Read_ZipThatUnpacksToMuchMore_IsRefused()
    {
        string archive = _files.Teleporter(("etc/pihole/pihole.toml", new byte[40_000_000]));

        Assert.That(() => ConfigurationImporter.Read(archive, new ImportSurroundings()), Throws.TypeOf<InvalidDataException>().With.Message.Contains("larger"));
    }

    [Test]
    public void Read_TarThatUnpacksToMuchMore_IsRefused()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(new byte[80_000_000]);
        }

        Assert.That(() => ConfigurationImporter.Read(_files.Write("a.tar.gz", packed.ToArray()), new ImportSurroundings()), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Read_TeleporterOfVersion5_IsRead()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter tar = new(zip))
        {
            Add(tar, "adlist.json", """[{"id":1,"address":"https://lists.example/ads.txt","enabled":1,"comment":"Ads"}]""");
            Add(tar, "blacklist.exact.json", """[{"id":1,"domain":"bad.example","enabled":1}]""");
            Add(tar, "setupVars.conf", "PIHOLE_DNS_1=9.9.9.9\nPIHOLE_DNS_2=127.0.0.1#5335\n");
        }

        ImportResult import = ConfigurationImporter.Read(_files.Write("a.tar.gz", packed.ToArray()), new ImportSurroundings());

        Assert.That((import.Policy.Lists.Single().Name, import.Policy.Rules.Single().Text), Is.EqualTo(("Ads", "0.0.0.0 bad.example")));
        Assert.That(import.Settings["Resolver:Upstreams"], Is.EqualTo(new[] { "9.9.9.9", "127.0.0.1:5335" }));
    }

    [Test]
    public void Read_AThousandTimesTheSameName_KeepsNamesUnique()
    {
        string text = "dns: {upstream_dns: [1.1.1.1]}\nfilters:\n" + string.Concat(Enumerable.Repeat("  - {name: x, url: 'https://a.example/x'}\n", 2000));

        ImportResult import = _files.Read("a.yaml", text);

        Assert.That((import.Policy.Lists.Count, import.Policy.Lists.Select(list => list.Name).Distinct().Count()), Is.EqualTo((1000, 1000)));
    }

    [TestCase(".yaml")]
    [TestCase(".toml")]
    [TestCase(".conf")]
    [TestCase(".zip")]
    public void Read_SamplesWithDamage_NeverFailsOtherwise(string extension)
    {
        byte[] sample = extension switch
        {
            ".yaml" => Encoding.UTF8.GetBytes(ImportSamples.AdGuardHome),
            ".toml" => Encoding.UTF8.GetBytes(ImportSamples.PiHoleToml),
            ".conf" => Encoding.UTF8.GetBytes(ImportSamples.Dnsmasq),
            _ => File.ReadAllBytes(_files.Teleporter(("etc/pihole/gravity.db", _files.Database(ImportSamples.Gravity)))),
        };
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte, Gen.Int[0, 30]).Array[1, 4].Sample(
            damages =>
            {
                List<byte> damaged = [.. sample];
                foreach ((int at, byte value, int cut) in damages)
                {
                    int place = Math.Min(at, damaged.Count - 1);
                    damaged[place] = value;
                    damaged.RemoveRange(place, Math.Min(cut, damaged.Count - place - 1));
                }

                return IsHandled(_files.Write("damaged" + extension, [.. damaged]));
            },
            iter: 150,
            threads: 1);
    }

    private static bool IsHandled(string path)
    {
        try
        {
            _ = ConfigurationImporter.Read(path, new ImportSurroundings());
            return true;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static void Add(TarWriter tar, string name, string text) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
