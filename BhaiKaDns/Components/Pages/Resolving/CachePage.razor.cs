using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Analytics;
using BhaiKaDns.Caching;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Dns;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Resolving;

/// <summary>How full the cache is, what it holds of a name, and forgetting.</summary>
public sealed partial class CachePage : ComponentBase
{
    private const int Limit = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private CacheOverview _overview = new(0, 0, 0, 0);
    private IReadOnlyList<ShownEntry>? _entries;
    private double? _hitRate;
    private string _name = "";
    private bool _asksFlush;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private CacheAdministration Cache { get; set; } = null!;

    [Inject]
    private Func<LiveSnapshot> TakeSnapshot { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Take();

    private void Take()
    {
        _overview = Cache.Overview();
        LiveTotals totals = TakeSnapshot().Totals;
        _hitRate = totals.Queries == 0 ? null : totals.HitRate;
    }

    private void Look() => _entries = Cache.Browse(_name, Limit);

    private string Words(ShownEntry entry) => entry switch
    {
        { ResponseCode: ResponseCode.NoError, AnswerCount: 0 } => T["no such record"],
        { ResponseCode: ResponseCode.NoError, AnswerCount: 1 } => T["1 record"],
        { ResponseCode: ResponseCode.NoError } => T["{0} records", entry.AnswerCount],
        { ResponseCode: ResponseCode.NameError } => T["no such name"],
        _ => entry.ResponseCode.ToString(),
    };

    private async Task FlushAsync(string? name)
    {
        _asksFlush = false;
        (Outcome outcome, int removed) = await Cache.FlushAsync(Actor, name);
        if (Notices.Tell(outcome, T["{0} answers were forgotten.", removed]))
        {
            Take();
            _entries = _entries is null ? null : Cache.Browse(_name, Limit);
        }
    }
}
