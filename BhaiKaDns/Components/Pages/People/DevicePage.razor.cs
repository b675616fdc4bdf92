using System.Globalization;
using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>One device, or one address that belongs to none: what it is, what it did, what may be done about it.</summary>
public sealed partial class DevicePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _leaving = new();
    private ClientLine? _line;
    private DevicePast? _past;
    private DeviceDraft? _draft;
    private bool _hasFailed;
    private bool _logFailed;
    private string _name = "";
    private string _problem = "";
    private string _newGroup = "";
    private TimeSpan? _length = TimeSpan.FromHours(1);

    /// <summary>Name of a device, or an address.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>Opens the form at once.</summary>
    [SupplyParameterFromQuery(Name = "edit")]
    private string? EditAtOnce { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private HouseClients Clients { get; set; } = null!;

    [Inject]
    private DeviceHistory History { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<DevicePage> Logger { get; set; } = null!;

    private bool MayAct => Actor.May(Permissions.Act);

    private bool MayManage => Actor.May(Permissions.Manage);

    private GroupOptions Group => Policy.Model.GroupOf(_line!.Group);

    private string Lead => _line!.IsNew ? T[_line.LastSeen is null ? "Nobody has said whose this address is." : "It asked for names, and nobody has said whose it is."] : T["In the group {0}.", DisplayText.Line(_line.Group)];

    private IEnumerable<PersonalRule> Rules => Policy.Parts.Moment.Rules
        .Where(rule => rule.Client is { } client && (PolicyModel.Same(client, _line!.Key) || _line.Seen.Concat(_line.Addresses).Contains(client, StringComparer.OrdinalIgnoreCase)))
        .OrderByDescending(rule => rule.CreatedAt);

    private string TodayWords => _past!.IsWhole
        ? T["{0} queries today, {1} of them blocked.", DisplayText.Count(_past.QueriesToday), DisplayText.Count(_past.BlockedToday)]
        : T["More than {0} queries today; of the latest ones {1} were blocked.", DisplayText.Count(_past.QueriesToday), DisplayText.Count(_past.BlockedToday)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _past = null;
        _draft = null;
        Take();
        if (EditAtOnce is not null && _line is { Device: not null, IsReadOnly: false } && MayManage)
        {
            Edit();
        }

        await ReadLogAsync();
    }

    private static bool IsAllowing(PersonalRule rule) => rule.Text.StartsWith("@@", StringComparison.Ordinal);

    private string Clock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Time.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private void Edit() => _draft = DeviceDraft.Of(_line!.Device!);

    private void CloseForm() => _draft = null;

    private Task BeatAsync()
    {
        Take();
        return ReadLogAsync();
    }

    private void Take()
    {
        try
        {
            _line = Clients.Find(Key);
            _hasFailed = false;
        }
        catch (Exception problem) when (!_leaving.IsCancellationRequested)
        {
            // One line for each time it breaks, not one a beat.
            if (!_hasFailed)
            {
                LogUnreadable(Logger, problem);
            }

            _hasFailed = true;
        }
    }

    private async Task ReadLogAsync()
    {
        if (_line is null)
        {
            return;
        }

        try
        {
            _past = await History.ReadAsync([.. _line.Seen.Union(_line.Addresses).Where(text => IPAddress.TryParse(text, out _))], _leaving.Token);
            _logFailed = false;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _logFailed = true;
        }
    }

    private Task SavedAsync(string name)
    {
        CloseForm();
        Navigation.NavigateTo($"devices/{Uri.EscapeDataString(name)}", replace: true);
        Take();
        return Task.CompletedTask;
    }

    private async Task DecideAsync(bool isAllowed)
    {
        Outcome outcome = await Administration.DecideAsync(Actor, _name, isAllowed, _line!.Key, _length, CancellationToken.None);
        _problem = outcome.IsDone ? "" : string.Join(' ', outcome.Problems.Select(problem => problem.Problem));
        if (Notices.Tell(outcome, T[isAllowed ? "Allowed for this device." : "Blocked for this device."]))
        {
            _name = "";
        }
    }

    private async Task AllowForAnHourAsync(string name) =>
        Notices.Tell(await Administration.DecideAsync(Actor, name, isAllowed: true, _line!.Key, TimeSpan.FromHours(1), CancellationToken.None), T["Allowed for an hour for this device."]);

    private async Task MoveAsync()
    {
        DeviceOptions device = _line!.Device!;
        Outcome outcome = await Administration.ChangeAsync(Actor, PolicyKinds.Devices, device.Name, device.In(_newGroup), ObjectVersion.Of(device), CancellationToken.None);
        if (Notices.Tell(outcome, T["Moved."]))
        {
            _newGroup = "";
            Take();
        }
    }

    private async Task RemoveRuleAsync(PersonalRule rule) =>
        Notices.Tell(await Administration.RemoveRuleAsync(Actor, rule.Id, ObjectVersion.Of(rule), CancellationToken.None), T["Removed."]);

    private async Task RemoveAsync()
    {
        DeviceOptions device = _line!.Device!;
        if (Notices.Tell(await Administration.RemoveAsync(Actor, PolicyKinds.Devices, device.Name, ObjectVersion.Of(device), CancellationToken.None), T["Removed."]))
        {
            Navigation.NavigateTo("devices");
        }
    }

    [LoggerMessage(2241, LogLevel.Warning, "The page of a device could not be read. It shows what it had and tries again.")]
    private static partial void LogUnreadable(ILogger logger, Exception problem);
}
