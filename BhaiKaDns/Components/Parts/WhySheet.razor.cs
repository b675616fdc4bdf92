using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>
/// Says what is decided about a name now, and why, and lets those who may decide otherwise. Give it a name and it asks by itself;
/// what stands inside it is shown below.
/// </summary>
public sealed partial class WhySheet : ComponentBase
{
    private const string ThisClient = "client";
    private const string Everybody = "everybody";
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly string _whomId = "whom-" + Guid.NewGuid().ToString("N")[..8];
    private Explanation? _explanation;
    private (string Name, string Type, string? Client) _asked;
    private string _problem = "";
    private string _whom = ThisClient;
    private bool _isBusy;

    /// <summary>Presentation form, as a client asked for it or as a person typed it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Mnemonic of the record type, or <c>TYPEn</c>.</summary>
    [Parameter]
    public string Type { get; set; } = "A";

    /// <summary>Address of who asks; null for a client that no device is declared for.</summary>
    [Parameter]
    public string? Client { get; set; }

    /// <summary>After something was allowed or blocked.</summary>
    [Parameter]
    public EventCallback OnDecided { get; set; }

    /// <summary>More to show below, such as the fields of one query.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private Explain Explain { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private ILogger<WhySheet> Logger { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_asked != (Name, Type, Client))
        {
            _explanation = null;
            await AskAsync();
        }
    }

    private async Task AskAsync()
    {
        _asked = (Name, Type, Client);
        IPAddress? address = null;
        if (!DomainNameText.TryParse(Name.Trim(), new byte[DomainName.MaxLength], out _))
        {
            _problem = T["This is not a domain name."];
            return;
        }

        if (!RecordTypeText.TryParse(Type, out RecordType type))
        {
            _problem = T["This is not a record type."];
            return;
        }

        if (Client is not null && !IPAddress.TryParse(Client, out address))
        {
            _problem = T["This is not an address."];
            return;
        }

        try
        {
            // Lists are read line by line for the evidence, which may take longer than a circuit should wait.
            ExplainRequest request = new(Name.Trim(), type, address is null ? null : ClientAddress.From(address));
            _explanation = await Task.Run(async () => await Explain(request, CancellationToken.None));
            _problem = "";
        }
        catch (Exception failure)
        {
            LogUnexplained(Logger, failure);
            _problem = T["The reason cannot be told at the moment."];
        }
    }

    private async Task DecideAsync(bool isAllowed, TimeSpan? length)
    {
        _isBusy = true;
        string? client = _whom == ThisClient ? Client : null;
        Outcome outcome = await Administration.DecideAsync(Actor, Name.Trim(), isAllowed, client, length, CancellationToken.None);
        _isBusy = false;
        if (Notices.Tell(outcome, isAllowed ? T["The name is allowed now."] : T["The name is blocked now."]))
        {
            await AskAsync();
            await OnDecided.InvokeAsync();
        }
    }

    private string Whom(Explanation explanation) => (explanation.Device ?? explanation.ClientName) is { Length: > 0 } name ? DisplayText.Line(name) : Client ?? "";

    private string Sentence(Decision decision, Reason reason) => reason is Reason.None && decision is Decision.Allowed
        ? T["Nothing objects to it."]
        : Capital(T[reason.Sentence()]) + ".";

    private string KindOf(Evidence evidence) => VerdictNames.TryParseReason(evidence.Kind, out Reason reason) ? Capital(T[reason.Sentence()]) : evidence.Kind;

    private string Place(Evidence evidence) => (evidence.List, evidence.Line) switch
    {
        (null, _) => "",
        ({ } list, null) => DisplayText.Line(list),
        ({ } list, { } line) => T["{0}, line {1}", DisplayText.Line(list), line],
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [LoggerMessage(2220, LogLevel.Warning, "The reason for a decision could not be put together; the page says so.")]
    private static partial void LogUnexplained(ILogger logger, Exception failure);
}
