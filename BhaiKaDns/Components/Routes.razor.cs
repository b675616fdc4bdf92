using BhaiKaDns.Access;
using BhaiKaDns.Components.Language;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BhaiKaDns.Components;

/// <summary>The root of everything interactive: who looks, in which language, at which page.</summary>
public sealed partial class Routes : ComponentBase, IDisposable
{
    private Actor _actor = Actor.Nobody;
    private bool _isEnded;

    /// <summary>Code of the reader's language, as the document's request said.</summary>
    [Parameter]
    public string Language { get; set; } = LanguageCatalog.English;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Authentication.AuthenticationStateChanged -= Look;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        T.Use(Language);
        _actor = ActorClaims.ToActor((await Authentication.GetAuthenticationStateAsync()).User);
        Authentication.AuthenticationStateChanged += Look;
    }

    private void Look(Task<AuthenticationState> state) => _ = InvokeAsync(async () =>
    {
        if (ActorClaims.ToActor((await state).User) != _actor)
        {
            // First nothing is left of the page, whatever its browser does; then it is told to load anew.
            _isEnded = true;
            StateHasChanged();
            Navigation.Refresh(forceReload: true);
        }
    });
}
