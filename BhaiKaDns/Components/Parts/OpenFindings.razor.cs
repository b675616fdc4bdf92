using BhaiKaDns.Administration;
using BhaiKaDns.Intelligence.Threats;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>How many findings nobody has looked at yet, beside the page's name; nothing where there are none.</summary>
public sealed partial class OpenFindings : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    private int _open;
    private volatile bool _isOld = true;

    [Inject]
    private FindingStore Findings { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Findings.Changed -= Note;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Findings.Changed += Note;
        Take();
    }

    private void Note(object? sender, EventArgs change) => _isOld = true;

    private void Take()
    {
        if (_isOld)
        {
            _isOld = false;
            _open = Findings.All.Count(finding => finding.StateOf() is FindingState.Open);
        }
    }
}
