using BhaiKaDns.Access;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Every device of the home, and every address that asks and belongs to none.</summary>
public sealed partial class DevicesPage : ComponentBase
{
    private const int AddressesShown = 3;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private IReadOnlyList<ClientLine>? _lines;
    private DeviceDraft? _draft;
    private string _formTitle = "";
    private string _search = "";
    private bool _hasFailed;

    /// <summary>Address of a stranger who is to get a name at once.</summary>
    [SupplyParameterFromQuery(Name = "add")]
    private string? Add { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private HouseClients Clients { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<DevicesPage> Logger { get; set; } = null!;

    private bool MayManage => Actor.May(Permissions.Manage);

    private IEnumerable<ClientLine> Strangers => Found.Where(line => line.IsNew);

    private IEnumerable<ClientLine> Known => Found.Where(line => !line.IsNew);

    private IEnumerable<ClientLine> Found => (_lines ?? []).Where(line => _search.Length == 0
        || line.Addresses.Concat(line.Seen).Append(line.Name).Append(line.Group).Append(line.LearnedName ?? "").Any(text => text.Contains(_search, StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Take();
        if (Add is { Length: > 0 } address && MayManage && _lines is not null && Clients.Find(address) is { IsNew: true } stranger)
        {
            AddStranger(stranger);
        }
    }

    private static string Count(long? count) => count is { } known ? DisplayText.Count(known) : "–";

    private static string AddressesOf(ClientLine line)
    {
        IReadOnlyList<string> all = line.Addresses.Count == 0 ? line.Seen : line.Addresses;
        string shown = string.Join(", ", all.Take(AddressesShown));
        return all.Count > AddressesShown ? $"{shown} +{all.Count - AddressesShown}" : shown;
    }

    private void Search(ChangeEventArgs change) => _search = (change.Value as string ?? "").Trim();

    private void AddEmpty() => Open(new DeviceDraft(), T["A new device"]);

    private void AddStranger(ClientLine stranger) => Open(DeviceDraft.Of(stranger), T["Whose is {0}?", DisplayText.Name(stranger.Addresses[0])]);

    private void Open(DeviceDraft draft, string title) => (_draft, _formTitle) = (draft, title);

    private void CloseForm() => _draft = null;

    private Task SavedAsync(string name)
    {
        CloseForm();
        Take();
        return Task.CompletedTask;
    }

    private void Take()
    {
        try
        {
            _lines = Clients.Take();
            _hasFailed = false;
        }
        catch (Exception problem)
        {
            // One line for each time it breaks, not one a beat.
            if (!_hasFailed)
            {
                LogUnreadable(Logger, problem);
            }

            _hasFailed = true;
        }
    }

    [LoggerMessage(2240, LogLevel.Warning, "The page of devices could not be read. It shows what it had and tries again.")]
    private static partial void LogUnreadable(ILogger logger, Exception problem);
}
