using System.Globalization;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Records;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>The names of this home: those people keep here, those of the settings and those of hosts files.</summary>
public sealed partial class RecordsPage : ComponentBase
{
    private const int PageLength = 100;
    private const int MaxHosts = 200;

    private RecordOptions? _draft;
    private string? _edited;
    private string _search = "";
    private string _refused = "";
    private int _shown = PageLength;
    private bool _isPasting;
    private bool _isBusy;
    private bool _isTried;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private bool MayChange => Actor.May(Permissions.Manage);

    private IReadOnlyList<LocalRecord> Hosts => Policy.Parts.Records.Hosts;

    private List<(RecordOptions Record, bool IsStored)> All
    {
        get
        {
            HashSet<RecordOptions> stored = new(Policy.Model.Stored.Records, ReferenceEqualityComparer.Instance);
            return [.. Policy.Model.Records.Select(record => (record, stored.Contains(record)))];
        }
    }

    private List<(RecordOptions Record, bool IsStored)> Found =>
    [
        .. All.Where(item => item.Record.Name.Contains(_search, StringComparison.OrdinalIgnoreCase) || item.Record.Value.Contains(_search, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => item.Record.Name, StringComparer.OrdinalIgnoreCase),
    ];

    // While somebody types, only what was typed can be wrong.
    private IEnumerable<string> Problems => _draft is not { } draft ? []
        : RecordSyntax.Read(draft, out _)
            .Where(problem => _isTried || (problem.Key == nameof(RecordOptions.Value) ? draft.Value.Length > 0 : problem.Key != nameof(RecordOptions.Name) || draft.Name.Length > 0))
            .Select(problem => problem.Sentence)
            .Concat(_refused.Length > 0 ? [_refused] : Array.Empty<string>())
            .Distinct();

    private static string Help(string type) => type switch
    {
        "A" => "An IPv4 address: 192.168.1.5",
        "AAAA" => "An IPv6 address: fd00::5",
        "CNAME" => "Another name that this one stands for; a CNAME stands alone: server.home.arpa",
        "TXT" => "Text, or strings of at most 255 octets in quotes.",
        "SRV" => "Priority, weight, port and a name: 0 5 631 printer.home.arpa",
        "MX" => "A preference and the name of a mail server: 10 mail.example",
        "PTR" => "The name of an address; the record’s own name may be the address: printer.home.arpa",
        "CAA" => "Flags, a tag and a value: 0 issue \"letsencrypt.org\"",
        "HTTPS" or "SVCB" => "Priority, a target and parameters: 1 . alpn=h2,h3 ipv4hint=192.168.1.5",
        "NS" => "The name of a name server: ns.home.arpa",
        _ => "",
    };

    private void Search(string? text) => (_search, _shown) = (text?.Trim() ?? "", PageLength);

    private void Edit(RecordOptions? record)
    {
        _edited = record is null ? null : RecordIds.Of(record);
        _draft = record ?? new RecordOptions();
        (_refused, _isTried) = ("", false);
    }

    private void Set(string? name = null, string? type = null, string? value = null)
    {
        RecordOptions old = _draft!;
        _draft = new RecordOptions { Name = name ?? old.Name, Type = type ?? old.Type, Value = value ?? old.Value, Ttl = old.Ttl, Groups = old.Groups };
        _refused = "";
    }

    private void SetTtl(string? text)
    {
        RecordOptions old = _draft!;
        TimeSpan ttl = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : old.Ttl;
        _draft = new RecordOptions { Name = old.Name, Type = old.Type, Value = old.Value, Ttl = ttl, Groups = old.Groups };
    }

    private void SetGroup(string group, bool isIn) => _draft = _draft!.For(isIn ? [.. _draft.Groups, group] : [.. _draft.Groups.Where(known => known != group)]);

    private async Task SaveAsync()
    {
        _isTried = true;
        RecordOptions record = _draft!;
        if (RecordSyntax.Read(record, out _).Count > 0)
        {
            return;
        }

        _isBusy = true;
        Outcome outcome = _edited is { } id
            ? await Administration.ChangeRecordAsync(Actor, id, record, CancellationToken.None)
            : await Administration.AddRecordAsync(Actor, record, CancellationToken.None);
        _isBusy = false;
        _refused = string.Join(' ', outcome.Problems.Select(problem => problem.Problem));
        if (outcome.IsDone)
        {
            Notices.Tell(outcome, T["Saved."]);
            _draft = null;
        }
    }

    private async Task RemoveAsync(RecordOptions record) =>
        Notices.Tell(await Administration.RemoveRecordAsync(Actor, RecordIds.Of(record), CancellationToken.None), T["The record was removed."]);
}
