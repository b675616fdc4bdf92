using System.Text.Json;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

internal sealed class FindingStoreTests
{
    [Test]
    public void Report_SameAgain_CountsAndTellsOnce()
    {
        using EngineHarness house = new();
        FindingStore store = house.Get<FindingStore>();

        Finding? first = Report(store, "a.example");
        Finding? second = Report(store, "a.example");

        Assert.That((first is not null, second, store.All.Single().Count), Is.EqualTo((true, (Finding?)null, 2)));
    }

    [Test]
    public void Report_AcknowledgedAndBackAfterTwoDays_IsToldAgain()
    {
        using EngineHarness house = new();
        FindingStore store = house.Get<FindingStore>();
        _ = store.Mark(Report(store, "a.example")!.Id, isAcknowledged: true, isSilenced: null);

        house.Time.Advance(TimeSpan.FromDays(2));
        Finding? back = Report(store, "a.example");

        Assert.That((back?.IsAcknowledged, back?.Count), Is.EqualTo(((bool?)false, (int?)2)));
    }

    [Test]
    public void Report_Silenced_IsNeverToldAgain()
    {
        using EngineHarness house = new();
        FindingStore store = house.Get<FindingStore>();
        _ = store.Mark(Report(store, "a.example")!.Id, isAcknowledged: true, isSilenced: true);

        house.Time.Advance(TimeSpan.FromDays(20));

        Assert.That((Report(store, "a.example"), store.All.Single().IsSilenced), Is.EqualTo(((Finding?)null, true)));
    }

    [Test]
    public void Report_MoreThanAreKept_SilencedOnesStay()
    {
        using EngineHarness house = new(("Intelligence:MostFindings", "50"));
        FindingStore store = house.Get<FindingStore>();
        _ = store.Mark(Report(store, "silenced.example")!.Id, isAcknowledged: null, isSilenced: true);

        for (int number = 0; number < 80; number++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(1));
            _ = Report(store, $"a{number}.example");
        }

        Assert.That((store.All.Count, store.All.Any(finding => finding.Name == "silenced.example"), store.All[0].Name), Is.EqualTo((50, true, "a79.example")));
    }

    [Test]
    public void Load_AfterSave_HoldsTheSame()
    {
        using EngineHarness house = new();
        FindingStore store = house.Get<FindingStore>();
        Finding found = Report(store, "a.example")!;
        store.Save();

        FindingStore other = new(Microsoft.Extensions.Options.Options.Create(new IntelligenceOptions()), new Hosting.DataDirectory(house.Folder), house.Time);
        other.Load();

        Assert.That(JsonSerializer.Serialize(other.All), Is.EqualTo(JsonSerializer.Serialize(new[] { found })));
        Assert.That(Report(other, "b.example")!.Id, Is.GreaterThan(found.Id));
    }

    [Test]
    public void Load_DamagedFile_SaysSo()
    {
        using EngineHarness house = new();
        File.WriteAllText(Path.Combine(house.Folder, "threats.json"), "[{\"id\":1,");

        Assert.That(house.Get<FindingStore>().Load, Throws.InstanceOf<JsonException>());
    }

    private static Finding? Report(FindingStore store, string name) =>
        store.Report("look-alike", "192.168.1.10", name, $"{name} imitates b.example", 1, [new Evidence("look-alike", "one letter away")], isBlocked: false);
}
