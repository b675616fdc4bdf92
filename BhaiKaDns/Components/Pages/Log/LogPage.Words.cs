using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Log;

/// <summary>What the live log says beside its rows.</summary>
public sealed partial class LogPage
{
    private static readonly (string Example, string Meaning)[] Help =
    [
        ("ads", "anywhere in the name"),
        ("name:*.example.com", "all names below one; without the asterisk that name alone"),
        ("device:tablet", "one device; also client:192.168.1.5, client:192.168.1.0/24 and group:kids"),
        ("-decision:allowed", "not allowed; decisions are allowed, blocked, rewritten, local, refused, failed"),
        ("type:A,AAAA", "one of these types"),
        ("reason:block-list list:starter", "stopped by this list"),
        ("rcode:nxdomain source:cache", "by response code; sources are cache, upstream, local, blocked, stale"),
        ("took:>100ms", "slow ones; also took:<=2s and took:>500us"),
    ];

    private static readonly (string Words, string Term)[] Decisions =
    [
        ("Blocked", "decision:blocked"), ("Allowed", "decision:allowed"), ("Failed", "decision:failed"),
    ];

    private IEnumerable<(string Words, string Term)> Chips => IPAddress.TryParse(Actor.From, out IPAddress? address)
        ? Decisions.Append(("This device", $"client:{ClientAddress.From(address)}"))
        : Decisions;

    private string State => this switch
    {
        { RendererInfo.IsInteractive: false } => "connecting",
        { _hasFailed: true } => "failed",
        { _isHeld: true } => "held",
        _ => "live",
    };

    private string StateWord => State switch
    {
        "connecting" => T["Connecting…"],
        "failed" => T["Interrupted"],
        "held" => _missed > 0 ? T["Paused; {0} new", Parts.DisplayText.Count(_missed)] : T["Paused"],
        _ => T["Live"],
    };

    private bool Has(string term) => _text.Split(' ').Contains(term, StringComparer.Ordinal);

    private string ExportAddress(string format) => $"api/v1/queries/export?format={format}{(_text.Length == 0 ? "" : "&search=" + Uri.EscapeDataString(_text))}";

    private RenderFragment Details(LogLine line)
    {
        QueryLogRow row = line.Row;
        (string Label, string? Value)[] facts =
        [
            (T["Asked at"], line.ExactTime),
            (T["Decided then"], $"{line.Decision}{(line.Because.Length == 0 ? "" : ": " + line.Because)}"),
            (T["Address"], line.Client),
            (T["Transport"], row.Protocol.Id()),
            (T["Response code"], ResponseCodeText.ToText(row.ResponseCode)),
            (T["Source"], line.Source),
            (T["Upstream"], Names.UpstreamOf(row.Upstream)),
            (T["Took"], line.Took),
            (T["Led to"], row.Found is { } found ? Parts.DisplayText.Name(found) : null),
        ];
        return builder =>
        {
            builder.OpenComponent<QueryDetails>(0);
            builder.AddAttribute(1, nameof(QueryDetails.Facts), (IReadOnlyList<KeyValuePair<string, string>>)
                [.. facts.Where(fact => fact.Value is not null).Select(fact => KeyValuePair.Create(fact.Label, fact.Value!))]);
            builder.CloseComponent();
        };
    }
}
