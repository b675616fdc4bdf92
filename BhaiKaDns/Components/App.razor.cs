using BhaiKaDns.Components.Assets;
using BhaiKaDns.Components.Language;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace BhaiKaDns.Components;

/// <summary>The document around every page; rendered once, on the server. Everything it names comes from this host.</summary>
public sealed partial class App : ComponentBase
{
    private string _language = LanguageCatalog.English;

    [Inject]
    private EmbeddedAssetCatalog Files { get; set; } = null!;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private LanguageCatalog Languages { get; set; } = null!;

    // Forms that must work without a circuit, such as the login, say so of themselves.
    private IComponentRenderMode? PageMode => Context?.AcceptsInteractiveRouting() is false ? null : RenderMode.InteractiveServer;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Context is { } context)
        {
            _language = LanguageEndpoints.Of(context.Request, Languages);
        }
    }
}
