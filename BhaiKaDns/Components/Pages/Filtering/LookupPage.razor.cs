using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Dns;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>Everything that this home knows of one name. The address of the page carries the question, so that it can be sent to somebody.</summary>
public sealed partial class LookupPage : ComponentBase, IDisposable
{
    private const int MaxAskers = 50;

    private static readonly string[] CommonTypes = ["A", "AAAA", "HTTPS", "CNAME", "TXT", "MX", "SRV", "NS", "PTR"];

    private readonly CancellationTokenSource _leaving = new();
    private string _name = "";
    private string _type = "A";
    private string _client = "";
    private string _asked = "";
    private string _askedType = "A";
    private string? _askedClient;
    private bool _isKnown;
    private bool _isReading;
    private IReadOnlyList<string> _records = [];
    private IReadOnlyList<CachedLookupEntry> _cached = [];
    private NameHistoryReport? _history;

    [SupplyParameterFromQuery]
    private string? Name { get; set; }

    [SupplyParameterFromQuery]
    private string? Type { get; set; }

    [SupplyParameterFromQuery]
    private string? Client { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private CachedLookup Cache { get; set; } = null!;

    [Inject]
    private NameHistory History { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<LookupPage> Logger { get; set; } = null!;

    private IEnumerable<(string Address, string Device)> Clients => Policy.Model.Devices
        .SelectMany(device => device.Addresses.Where(address => IPAddress.TryParse(address, out _)), (device, address) => (address, DisplayText.Line(device.Name))).Take(200);

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        string name = Name?.Trim() ?? "";
        string type = string.IsNullOrWhiteSpace(Type) ? "A" : Type.Trim().ToUpperInvariant();
        string? client = string.IsNullOrWhiteSpace(Client) ? null : Client.Trim();
        if ((name, type, client) == (_asked, _askedType, _askedClient))
        {
            return;
        }

        (_name, _type, _client) = (name, type, client ?? "");
        (_asked, _askedType, _askedClient) = (name, type, client);
        await LookFurtherAsync();
    }

    private void Look() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters("lookup", new Dictionary<string, object?>
    {
        ["name"] = _name.Trim(),
        ["type"] = _type.Trim(),
        ["client"] = _client.Trim().Length == 0 ? null : _client.Trim(),
    }));

    private async Task LookFurtherAsync()
    {
        byte[] wire = new byte[DomainName.MaxLength];
        IPAddress? address = null;
        _isKnown = DomainNameText.TryParse(_asked, wire, out int length) && length > 1 && RecordTypeText.TryParse(_askedType, out _)
            && (_askedClient is null || IPAddress.TryParse(_askedClient, out address));
        if (!_isKnown)
        {
            return;
        }

        _ = RecordTypeText.TryParse(_askedType, out RecordType type);
        ClientAddress? client = address is null ? null : ClientAddress.From(address);
        _records = RecordsOf(wire[..length]);
        _cached = Cache.Find(_asked, [type, RecordType.A, RecordType.Aaaa, RecordType.Https], client);
        await ReadLogAsync();
    }

    private async Task ReadLogAsync()
    {
        _isReading = true;
        StateHasChanged();
        try
        {
            _history = await History.OfAsync(Actor, _asked, withBelow: false, _leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception problem) when (!_leaving.IsCancellationRequested)
        {
            _history = null;
            LogUnread(Logger, problem);
        }

        _isReading = false;
    }

    private List<string> RecordsOf(byte[] name)
    {
        List<string> found = [];
        foreach (RecordOptions options in Policy.Model.Records)
        {
            if (RecordSyntax.Read(options, out LocalRecord? record).Count == 0 && IsOf(record!, name))
            {
                found.Add($"{options.Name} {options.Type} {options.Value}");
            }
        }

        found.AddRange(Policy.Parts.Records.Hosts.Where(host => IsOf(host, name)).Select(host => $"{DomainNameText.ToText(host.Owner)} {RecordTypeText.ToText(host.Type)} {new IPAddress(host.Data)}"));
        return found;
    }

    private static bool IsOf(LocalRecord record, byte[] name) => record.IsWildcard
        ? name.Length > record.Owner.Length - 2 && DomainName.IsAtOrBelow(name, record.Owner.AsSpan(2))
        : record.Owner.AsSpan().SequenceEqual(name);

    [LoggerMessage(2262, LogLevel.Warning, "A page could not read the query log for a name; it says so.")]
    private static partial void LogUnread(ILogger logger, Exception problem);
}
