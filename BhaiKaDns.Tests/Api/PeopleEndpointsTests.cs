using BhaiKaDns.Commands;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>What the control socket tells of people, and what it takes.</summary>
internal sealed class PeopleEndpointsTests
{
    private ProcessUnderTest _process = null!;
    private WebApplication _app = null!;
    private RunningInstance _instance = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _process = new ProcessUnderTest();
        _app = _process.Build(
            "--Policy:Groups:0:Name", "children", "--Policy:Devices:0:Name", "tablet", "--Policy:Devices:0:Group", "children", "--Policy:Devices:0:Addresses:0", "192.168.1.21",
            "--Policy:Schedules:0:Name", "always", "--Policy:Schedules:0:Groups:0", "children", "--Policy:Schedules:0:Everything", "true", "--Policy:Schedules:0:Ranges:0:From", "00:00");
        await _app.StartAsync();
        _instance = new RunningInstance(new DataDirectory(_process.Arguments[1]));
    }

    [TearDown]
    public async Task StopAsync()
    {
        _instance.Dispose();
        await _app.DisposeAsync();
        _process.Dispose();
    }

    [Test]
    public async Task GetDevices_Declared_AreReadOnly()
    {
        DeviceReport[]? devices = await _instance.TryGetAsync("devices", ApiJson.Default.DeviceReportArray, CancellationToken.None);

        Assert.That(devices?.Select(device => (device.Name, device.Group, device.IsReadOnly)), Is.EqualTo(new[] { ("tablet", "children", true) }));
    }

    [Test]
    public async Task GetGroups_ScheduleRuns_TellsIt()
    {
        GroupReport[]? groups = await _instance.TryGetAsync("groups", ApiJson.Default.GroupReportArray, CancellationToken.None);

        Assert.That(groups?.Select(group => (group.Name, group.BlockedBySchedule)), Is.EqualTo(new (string, string?)[] { ("default", null), ("children", "always") }));
    }

    [Test]
    public async Task GetSchedules_RangeRuns_IsInForce()
    {
        ScheduleReport[]? schedules = await _instance.TryGetAsync("schedules", ApiJson.Default.ScheduleReportArray, CancellationToken.None);

        Assert.That(schedules?.Select(schedule => (schedule.Name, schedule.IsInForce)), Is.EqualTo(new[] { ("always", true) }));
    }

    [Test]
    public async Task GetPauses_AfterPauseAndResume_TellsWhatHolds()
    {
        await _process.InvokeAsync("pause", "--group", "children", "--for", "10m");
        PauseReport[]? during = await _instance.TryGetAsync("pauses", ApiJson.Default.PauseReportArray, CancellationToken.None);
        await _process.InvokeAsync("resume", "--group", "children");

        PauseReport[]? after = await _instance.TryGetAsync("pauses", ApiJson.Default.PauseReportArray, CancellationToken.None);
        Assert.That((during?.Single().Group, during?.Single().EndsAt is not null, after?.Length), Is.EqualTo(("children", true, 0)));
    }

    [TestCase("pause", "--group", "nobody", "Nothing was changed. group: there is no group 'nobody'.")]
    [TestCase("allow", "a..b", "--client=192.168.1.21", "Nothing was changed. name: this is not a domain name.")]
    public async Task Post_BadInput_IsAProblem(string command, string first, string second, string expected)
    {
        int code = await _process.InvokeAsync(command, first, second);

        Assert.That((code, _process.Error.ToString().Trim()), Is.EqualTo((ExitCodes.BadSettings, expected)));
    }
}
