using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Records;

internal sealed class HostsFileWatcherTests
{
    private string _path = "";

    [SetUp]
    public void SetUp() => _path = PolicyStoreTests.WriteList("10.0.0.7 tv.lan\n");

    [Test]
    public async Task LoadAsync_HostsFile_IsAnsweredFromTheStart()
    {
        using PolicyHome home = Home();

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("tv.lan"), Is.EqualTo(new Verdict(Decision.Local, Reason.LocalRecord, Form: AnswerForm.Prepared)));
        Assert.That(home.Store.Current.Judge(Wire.Name("tv.lan"), RecordType.Mx, 0), Is.EqualTo(new Verdict(Decision.Local, Reason.LocalRecord, Form: AnswerForm.NoData)));
        Assert.That(PartOf(home).State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public async Task Refresh_FileBreaks_KeepsTheLastGoodAndSaysSoOnce()
    {
        using PolicyHome home = Home();
        await home.Store.LoadAsync(CancellationToken.None);
        await File.WriteAllTextAsync(_path, "<html>gone</html>\n");

        await home.Store.RefreshRecordsAsync(CancellationToken.None);
        await home.Store.RefreshRecordsAsync(CancellationToken.None);

        Assert.That(home.Judge("tv.lan").Decision, Is.EqualTo(Decision.Local));
        Assert.That((PartOf(home).State, home.Warnings), Is.EqualTo((HealthState.Degraded, 1)));
    }

    [Test]
    public async Task Refresh_FileComesBack_IsReadAgain()
    {
        using PolicyHome home = Home();
        File.Delete(_path);
        await home.Store.LoadAsync(CancellationToken.None);
        HealthState before = PartOf(home).State;
        await File.WriteAllTextAsync(_path, "10.0.0.8 radio.lan\n");

        await home.Store.RefreshRecordsAsync(CancellationToken.None);

        Assert.That((before, PartOf(home).State), Is.EqualTo((HealthState.Degraded, HealthState.Ok)));
        Assert.That(home.Judge("radio.lan").Decision, Is.EqualTo(Decision.Local));
    }

    [Test]
    public async Task Watcher_FileChanges_IsInForceAfterTenSeconds()
    {
        using PolicyHome home = Home();
        await home.Store.LoadAsync(CancellationToken.None);
        HostsFileWatcher watcher = home.Get<IEnumerable<IHostedService>>().OfType<HostsFileWatcher>().Single();
        await watcher.StartAsync(CancellationToken.None);
        await File.WriteAllTextAsync(_path, "10.0.0.8 radio.lan\n10.0.0.7 tv.lan\n");

        await Eventually.IsTrueAsync(() =>
        {
            // The service begins on a thread of its own: its timer may not be there yet.
            home.Time.Advance(TimeSpan.FromSeconds(10));
            return home.Judge("radio.lan").Decision is Decision.Local;
        });
        await watcher.StopAsync(CancellationToken.None);

        Assert.That(home.Judge("tv.lan").Decision, Is.EqualTo(Decision.Local));
    }

    private static HealthPart PartOf(PolicyHome home) => home.Get<HealthBoard>().Parts.Single(part => part.Name == RecordBook.Part);

    private PolicyHome Home() => new(new() { ["Policy:HostsFiles:0"] = _path });
}
