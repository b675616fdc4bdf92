using BhaiKaDns.Intelligence;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.Threats;

/// <summary>What was mistyped here and what was meant; it changes nothing.</summary>
public sealed partial class TyposPage : ComponentBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private IReadOnlyList<TypoNote> _notes = [];

    [Inject]
    private TypoAdvice Typos { get; set; } = null!;

    [Inject]
    private IOptions<IntelligenceOptions> Options { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Take();

    private void Take() => _notes = Typos.Notes;
}
