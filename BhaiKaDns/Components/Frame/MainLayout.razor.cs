using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BhaiKaDns.Components.Frame;

/// <summary>What stands around every page.</summary>
public sealed partial class MainLayout : LayoutComponentBase
{
    private ErrorBoundary? _boundary;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();
}
