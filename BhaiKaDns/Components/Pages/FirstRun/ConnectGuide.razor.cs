using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration.Home;
using BhaiKaDns.Analytics;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.FirstRun;

/// <summary>Where devices are to be pointed, how, and which have arrived. The last step of the set-up, and a page of its own.</summary>
public sealed partial class ConnectGuide : ComponentBase
{
    private const int MaxDevices = 12;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>Who asked in this time has arrived.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);

    private HomeReport? _report;
    private IReadOnlyList<SeenDevice> _devices = [];
    private long _questions;
    private bool _isHere;
    private bool _isSaving;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private HomeDiscovery Home { get; set; } = null!;

    [Inject]
    private DeviceSight Sight { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private IOptions<QueryLogOptions> QueryLog { get; set; } = null!;

    [Inject]
    private Func<LiveSnapshot> TakeSnapshot { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private SaveConditional SaveConditional { get; set; } = null!;

    private HomeFinding[] Warnings => [.. _report!.Findings.Where(finding => finding.Level is FindingLevel.Warning)];

    private HomeFinding[] Others => [.. _report!.Findings.Where(finding => finding.Level is not FindingLevel.Warning)];

    private IReadOnlyList<string> Addresses =>
        [.. _report!.Points.Select(point => point.Port == HomeReport.DnsPort ? point.Address.ToString() : T["{0}, port {1}", point.Address, point.Port])];

    // Another device cannot open "localhost".
    private string PageAddress
    {
        get
        {
            UriBuilder address = new(Navigation.ToAbsoluteUri("connect"));
            if (address.Uri.IsLoopback && _report!.Points is [{ } first, ..])
            {
                address.Host = first.Address.ToString();
            }

            return address.Uri.AbsoluteUri;
        }
    }

    private bool IsKeepingClients =>
        (Policy.Model.GroupOf(GroupOptions.DefaultName).Privacy ?? PrivacyLevel.Full) is PrivacyLevel.Full && QueryLog.Value.Privacy is PrivacyLevel.Full;

    private IPAddress? Reader => IPAddress.TryParse(Actor.From, out IPAddress? address) && !IPAddress.IsLoopback(address) ? address : null;

    private string HereSentence => Reader is null ? ""
        : _isHere ? T["The device you are holding asks this server."]
        : IsKeepingClients ? T["The device you are holding has not asked this server yet."]
        : "";

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Not while prerendering: a router that is silent must not hold up the first paint.
        if (firstRender)
        {
            _report = await Home.LookAsync(anew: false, CancellationToken.None);
            Look();
            StateHasChanged();
        }
    }

    private void Look()
    {
        _devices = Sight.Since(Time.GetUtcNow() - Recently);
        _questions = TakeSnapshot().Totals.Queries;
        _isHere = Reader is { } reader && Sight.LastQuestionOf(reader) >= Time.GetUtcNow() - Recently;
    }

    private async Task LookAgainAsync() => _report = await Home.LookAsync(anew: true, CancellationToken.None);

    private async Task TakeOfferAsync()
    {
        if (_report?.Offer is { } offer)
        {
            _isSaving = true;
            _ = Notices.Tell(await SaveConditional(Actor, offer, CancellationToken.None), T["The router is asked for these names from now on."]);
            _isSaving = false;
            await LookAgainAsync();
        }
    }
}
