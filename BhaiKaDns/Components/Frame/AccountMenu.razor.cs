using BhaiKaDns.Access;
using BhaiKaDns.Components.Language;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Frame;

/// <summary>Who is signed in, the languages, and the way out.</summary>
public sealed partial class AccountMenu : ComponentBase
{
    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private LanguageCatalog Languages { get; set; } = null!;
}
