using System.Runtime.Versioning;
using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class LearnedNamesFileTests
{
    private TemporaryFolder _folder = null!;

    private LearnedNamesFile Kept => new(new DataDirectory(_folder.Path));

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Read_NothingKept_IsEmpty() => Assert.That(Kept.Read(), Is.Empty);

    [Test]
    public void Read_AfterWrite_GivesTheSame()
    {
        LearnedName name = new("192.168.1.7", "printer.lan", NameSource.Router, DateTimeOffset.UnixEpoch);
        Kept.Write([name]);

        IReadOnlyList<LearnedName> read = Kept.Read();

        Assert.That(read, Is.EqualTo(new[] { name }));
    }

    [Test]
    public void Read_DamagedFile_IsEmpty()
    {
        File.WriteAllText(Path.Combine(_folder.Path, LearnedNamesFile.FileName), "[{\"name\": ");

        Assert.That(Kept.Read(), Is.Empty);
    }

    [Test]
    public void Write_DirectoryIsGone_LosesTheNamesOnly()
    {
        LearnedNamesFile file = new(new DataDirectory(Path.Combine(_folder.Path, "gone")));

        Assert.That(() => file.Write([]), Throws.Nothing);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [UnsupportedOSPlatform("windows")]
    public void Write_OnUnix_FileIsPrivate()
    {
        Kept.Write([]);

        Assert.That(File.GetUnixFileMode(Path.Combine(_folder.Path, LearnedNamesFile.FileName)), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
