using BhaiKaDns.Resolution;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>What is known of the way to the internet: how many upstreams answer. Redrawn together with the page it stands on.</summary>
public sealed partial class InternetStrip : ComponentBase
{
    [Inject]
    private UpstreamDirectory Upstreams { get; set; } = null!;

    private int Failing => Upstreams.Main.Count(upstream => upstream.IsFailing);

    private string State => Failing == 0 ? "ok" : Failing < Upstreams.Main.Count ? "degraded" : "down";

    private string? Sentence => (Failing, Upstreams.Main.Count, Upstreams.Main.All(upstream => upstream.IsUntried)) switch
    {
        (_, 0, _) => null,
        (0, _, true) => T["Internet: no upstream has been asked yet."],
        (0, 1, _) => T["Internet: the upstream answers."],
        (0, var all, _) => T["Internet: all {0} upstreams answer or were not needed.", all],
        var (failing, all, _) when failing == all => T["Internet: no upstream answers. Names that are in the cache are still answered."],
        var (failing, all, _) => T["Internet: {0} of {1} upstreams answer.", all - failing, all],
    };
}
