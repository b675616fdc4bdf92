using System.Runtime.Versioning;
using System.Text.Json;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Audit;

internal sealed class AuditTrailTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 28, 12, 30, 15, TimeSpan.Zero));
    private readonly FakeLogger<AuditTrail> _log = new();
    private TemporaryFolder _folder = null!;

    private string Path => _folder.Combine(AuditTrail.FileName);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task AppendAsync_SeveralEntries_AreReadNewestFirst()
    {
        using AuditTrail trail = Open();
        await AppendAsync(trail, "one", "two", "three");

        IReadOnlyList<AuditEntry> entries = await trail.ReadAsync(AuditFilter.All, before: null, limit: 2, CancellationToken.None);

        Assert.That(entries.Select(entry => (entry.Id, entry.Subject)), Is.EqualTo(new[] { (3L, "three"), (2L, "two") }));
    }

    [Test]
    public async Task AppendAsync_AfterARestart_GoesOnWithTheChain()
    {
        using (AuditTrail first = Open())
        {
            await AppendAsync(first, "one");
        }

        using AuditTrail second = Open();
        await AppendAsync(second, "two");

        Assert.That(AuditFile.Verify(Path), Is.EqualTo((2L, 0L)));
    }

    [TestCase("नमस्ते \"x\" <script> 😀 \u202E \\ / +&'")]
    [TestCase("")]
    public async Task Verify_AnyText_Holds(string text)
    {
        using AuditTrail trail = Open();
        AuditChange change = new("rules", text, JsonSerializer.SerializeToElement(new { text, number = 1.50, list = new[] { text } }), null);

        await trail.AppendAsync(new AuditDraft("asha", "192.168.1.5", "rule.remove", text, [change]));

        Assert.That(AuditFile.Verify(Path), Is.EqualTo((1L, 0L)));
    }

    [TestCase("two", "2wo")]
    [TestCase("\"id\":2", "\"id\":3")]
    public async Task Verify_EntryChanged_NamesItsLine(string old, string changed)
    {
        using AuditTrail trail = Open();
        await AppendAsync(trail, "one", "two", "three");

        string[] lines = await File.ReadAllLinesAsync(Path);
        lines[1] = lines[1].Replace(old, changed, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Path, lines);

        Assert.That(AuditFile.Verify(Path), Is.EqualTo((1L, 2L)));
    }

    [Test]
    public async Task Verify_EntryTakenOut_NamesTheLineAfterIt()
    {
        using AuditTrail trail = Open();
        await AppendAsync(trail, "one", "two", "three");

        string[] lines = await File.ReadAllLinesAsync(Path);
        await File.WriteAllLinesAsync(Path, [lines[0], lines[2]]);

        Assert.That(AuditFile.Verify(Path), Is.EqualTo((1L, 2L)));
    }

    [Test]
    public async Task Verify_HalfALineWasLeft_HoldsAndSaysSo()
    {
        using AuditTrail trail = Open();
        await AppendAsync(trail, "one");
        bool wasCut = AuditFile.IsCut(Path);

        await File.AppendAllTextAsync(Path, "{\"id\":2,\"time\":");

        Assert.That((AuditFile.Verify(Path), wasCut, AuditFile.IsCut(Path)), Is.EqualTo(((1L, 0L), false, true)));
    }

    [Test]
    public async Task AppendAsync_HalfALineWasLeft_ItIsOverwritten()
    {
        using (AuditTrail first = Open())
        {
            await AppendAsync(first, "one");
        }

        await File.AppendAllTextAsync(Path, "{\"id\":2,\"time\":");
        using AuditTrail second = Open();
        await AppendAsync(second, "two");

        Assert.That(AuditFile.Verify(Path), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public async Task AppendAsync_DiskRefuses_SaysSoAndGoesOn()
    {
        HealthBoard health = new(_time);
        Directory.CreateDirectory(Path);
        using AuditTrail trail = new(new DataDirectory(_folder.Path), _time, health, _log);

        AuditEntry? entry = await trail.AppendAsync(new AuditDraft("asha", "", "pause", ""));

        Assert.That((entry, health.Overall, _log.Collector.GetSnapshot().Any(record => record.Id.Id == 1500)), Is.EqualTo(((AuditEntry?)null, HealthState.Degraded, true)));
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public async Task AppendAsync_NewFile_IsForItsOwnerOnly()
    {
        using AuditTrail trail = Open();

        await AppendAsync(trail, "one");

        Assert.That(File.GetUnixFileMode(Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase("asha", null, null, 2)]
    [TestCase(null, "pau", null, 1)]
    [TestCase(null, null, "TWO", 1)]
    public async Task ReadAsync_Filter_GivesWhatMatches(string? actor, string? action, string? search, int count)
    {
        using AuditTrail trail = Open();
        await trail.AppendAsync(new AuditDraft("asha", "", "pause", "one"));
        await trail.AppendAsync(new AuditDraft("Asha", "", "resume", "two"));
        await trail.AppendAsync(new AuditDraft("ravi", "", "allow", "three"));

        IReadOnlyList<AuditEntry> entries = await trail.ReadAsync(new AuditFilter(actor, action, search), before: null, limit: 10, CancellationToken.None);

        Assert.That(entries, Has.Count.EqualTo(count));
    }

    private static async Task AppendAsync(AuditTrail trail, params string[] subjects)
    {
        foreach (string subject in subjects)
        {
            await trail.AppendAsync(new AuditDraft("asha", "192.168.1.5", "pause", subject));
        }
    }

    private AuditTrail Open() => new(new DataDirectory(_folder.Path), _time, new HealthBoard(_time), _log);
}
