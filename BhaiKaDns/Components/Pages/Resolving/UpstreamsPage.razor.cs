using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Resolution;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Resolving;

/// <summary>Upstreams: how they fare, a test of each, and everything that can be changed of them.</summary>
public sealed partial class UpstreamsPage : ComponentBase
{
    private const string UpstreamsKey = "Resolver:Upstreams";
    private const string StrategyKey = "Resolver:Strategy";
    private const string ConditionalKey = "Resolver:Conditional";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string> _results = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyList<UpstreamView> _upstreams = [];
    private string _address = "";
    private string _domain = "";
    private string _domainUpstreams = "";
    private string _fixedBy = "";
    private string? _testing;
    private string? _removing;
    private bool _isFallback;
    private bool _isFixed;
    private bool _isBusy;
    private bool _isApplying;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private UpstreamAdministration Upstreams { get; set; } = null!;

    [Inject]
    private SettingsAdministration Settings { get; set; } = null!;

    [Inject]
    private LoadedSettings Loaded { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _isFixed = Loaded.IsFixed(UpstreamsKey);
        _fixedBy = Loaded.Describe(UpstreamsKey);
        Take();
    }

    private static string RoleWord(UpstreamRole role) => role switch
    {
        UpstreamRole.Main => "Main",
        UpstreamRole.Fallback => "Fallback",
        UpstreamRole.Conditional => "Conditional",
        _ => "Of a group",
    };

    private void Take() => _upstreams = Upstreams.All();

    private int PlaceOf(UpstreamView upstream) => Array.FindIndex(
        upstream.Role is UpstreamRole.Main ? Upstreams.Options.Upstreams : Upstreams.Options.Fallback,
        address => string.Equals(address, upstream.Status.Address, StringComparison.OrdinalIgnoreCase));

    private async Task TestAsync(string address)
    {
        _testing = address;
        _results[address] = T["Asking…"];
        (Outcome outcome, UpstreamTestResult? result) = await Upstreams.TestAsync(Actor, address, null, CancellationToken.None);
        _testing = null;
        _results[address] = result switch
        {
            null => outcome.Text,
            { IsAnswered: true } => T["Answered in {0}: {1}", DisplayText.Elapsed((uint)result.Elapsed.TotalMicroseconds), result.Answers.Count > 0 ? string.Join(", ", result.Answers) : result.ResponseCode.ToString()],
            _ => T["It did not answer: {0}", result.Problem],
        };
    }

    private async Task AddAsync()
    {
        await RunAsync(() => Upstreams.AddAsync(Actor, _address, _isFallback, CancellationToken.None));
    }

    private Task MoveAsync(UpstreamView upstream, int by) => RunAsync(() => Upstreams.ChangeAsync(
        Actor, upstream.Id, upstream.Status.Address, upstream.Role is UpstreamRole.Fallback, PlaceOf(upstream) + by, CancellationToken.None));

    private Task SwapRoleAsync(UpstreamView upstream) => RunAsync(() => Upstreams.ChangeAsync(
        Actor, upstream.Id, upstream.Status.Address, upstream.Role is UpstreamRole.Main, null, CancellationToken.None));

    private Task RemoveAsync(UpstreamView upstream) => RunAsync(() => Upstreams.RemoveAsync(Actor, upstream.Id, CancellationToken.None));

    private Task UseAsync(UpstreamPreset preset) => SetAsync(UpstreamsKey, preset.Addresses);

    private Task SetStrategyAsync(ChangeEventArgs change) => SetAsync(StrategyKey, change.Value as string);

    private Task AddConditionalAsync() => SetAsync(ConditionalKey, Upstreams.Options.Conditional.Append(new ConditionalUpstreamOptions
    {
        Domain = _domain.Trim(),
        Upstreams = _domainUpstreams.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    }).ToArray());

    private Task RemoveConditionalAsync(ConditionalUpstreamOptions rule) => SetAsync(ConditionalKey, Upstreams.Options.Conditional.Where(known => known != rule).ToArray());

    private Task SetAsync<T>(string key, T value) => RunAsync(() => Settings.SetAsync(
        Actor, new Dictionary<string, JsonElement?>(StringComparer.OrdinalIgnoreCase) { [key] = JsonSerializer.SerializeToElement(value) }, CancellationToken.None));

    private async Task RunAsync(Func<Task<Outcome>> change)
    {
        _isBusy = true;
        Outcome outcome = await change();
        _isBusy = false;
        _isApplying = Notices.Tell(outcome, T["Saved."]);
    }
}
