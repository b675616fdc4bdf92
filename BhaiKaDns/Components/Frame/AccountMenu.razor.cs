using BhaiKaDns.Access;
using BhaiKaDns.Components.Language;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Frame;

/// <summary>Who is signed in, the languages, and the way out.</summary>
public sealed partial class AccountMenu : ComponentBase
{
    // Drawn by the menu's own button; one within the other could not be told apart by those who do not see them.
    private const string Person =
        "<path fill='none' stroke='currentColor' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round' d='M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20.500a7.500 7.500 0 0 1 15 0' />";

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private LanguageCatalog Languages { get; set; } = null!;
}
