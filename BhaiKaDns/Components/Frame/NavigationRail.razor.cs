using BhaiKaDns.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace BhaiKaDns.Components.Frame;

/// <summary>The way to all pages: a rail beside the page, on a phone a bar below it with the rest behind a button.</summary>
public sealed partial class NavigationRail : ComponentBase, IDisposable
{
    private bool _isOpen;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Navigation.LocationChanged -= Close;

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.LocationChanged += Close;

    private void Toggle() => _isOpen = !_isOpen;

    private void Close(object? sender, LocationChangedEventArgs change)
    {
        _isOpen = false;
        StateHasChanged();
    }
}
