using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components;

/// <summary>The document around every page; rendered once, on the server. Everything it names comes from this host.</summary>
public sealed partial class App : ComponentBase
{
    // Inline styles: the theme provider writes its variables into the page. Scripts come as files only.
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    [Inject]
    private EmbeddedAssetCatalog Files { get; set; } = null!;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Context?.Response is { HasStarted: false } response)
        {
            response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
        }
    }
}
