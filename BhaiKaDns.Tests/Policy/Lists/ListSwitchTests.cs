using BhaiKaDns.Policy.People;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

internal sealed class ListSwitchTests
{
    [Test]
    public async Task SwitchListAsync_ListOfTheSettings_IsOffAlsoAfterARestart()
    {
        using PolicyHome home = await LoadAsync(PolicyHome.OneList("builtin:starter"));

        PolicyEdit edit = await home.Get<PolicyEditor>().SwitchListAsync("ONE", isOn: false, CancellationToken.None);
        await home.Refresher.FollowAsync(CancellationToken.None);

        Assert.That((edit.IsDone, home.Judge("ads.test").IsBlocked, home.Get<ListDefinitions>().Known.Single().IsOn), Is.EqualTo((true, false, false)));
        home.DisposeServices();
        using PolicyHome again = await LoadAsync(PolicyHome.OneList("builtin:starter"), home.Path);
        Assert.That(again.Judge("ads.test").IsBlocked, Is.False);
    }

    [Test]
    public async Task SwitchListAsync_OnAgain_LeavesNothingBehind()
    {
        using PolicyHome home = await LoadAsync(PolicyHome.OneList("builtin:starter"));
        PolicyEditor editor = home.Get<PolicyEditor>();
        await editor.SwitchListAsync("one", isOn: false, CancellationToken.None);

        await editor.SwitchListAsync("one", isOn: true, CancellationToken.None);
        await home.Refresher.FollowAsync(CancellationToken.None);

        Assert.That((home.Judge("ads.test").IsBlocked, home.Store.Model.Stored.IsEmpty), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task SwitchListAsync_SettingsSwitchedItOff_CanBeSwitchedOn()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList("builtin:starter");
        settings["Filtering:Lists:0:Enabled"] = "false";
        using PolicyHome home = await LoadAsync(settings);

        await home.Get<PolicyEditor>().SwitchListAsync("one", isOn: true, CancellationToken.None);
        await home.Refresher.FollowAsync(CancellationToken.None);

        Assert.That(home.Judge("ads.test").IsBlocked, Is.True);
    }

    [Test]
    public async Task SwitchListAsync_ListThatAPersonAdded_KeepsTheRestOfIt()
    {
        using PolicyHome home = await LoadAsync(PolicyHome.OneList("builtin:starter"));
        PolicyEditor editor = home.Get<PolicyEditor>();
        await editor.AddListAsync(new ListOptions { Name = "two", Source = "https://lists.example/", Kind = ListKind.Allow, Interval = TimeSpan.FromHours(2) }, CancellationToken.None);

        await editor.SwitchListAsync("two", isOn: false, CancellationToken.None);

        ListOptions list = home.Store.Model.Stored.Lists.Single();
        Assert.That((list.Enabled, list.Kind, list.Interval, list.Source), Is.EqualTo((false, ListKind.Allow, TimeSpan.FromHours(2), "https://lists.example/")));
    }

    [Test]
    public async Task SwitchListAsync_NoSuchList_IsToldSo()
    {
        using PolicyHome home = await LoadAsync(PolicyHome.OneList("builtin:starter"));

        PolicyEdit edit = await home.Get<PolicyEditor>().SwitchListAsync("three", isOn: false, CancellationToken.None);

        Assert.That(edit.Error, Is.EqualTo(PolicyEditError.NotFound));
    }

    private static async Task<PolicyHome> LoadAsync(Dictionary<string, string?> settings, string? directory = null)
    {
        PolicyHome home = new(settings, directory);
        await home.Store.LoadAsync(CancellationToken.None);
        return home;
    }
}
