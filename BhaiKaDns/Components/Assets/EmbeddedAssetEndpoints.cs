using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BhaiKaDns.Components.Assets;

/// <summary>
/// Gives the embedded files to browsers, one route each. Static file middleware would make its tags of time and length, and a
/// resource has no time; here the tag is the content's hash.
/// </summary>
internal static class EmbeddedAssetEndpoints
{
    private const string KeepForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapEmbeddedAssets(this IEndpointRouteBuilder routes, EmbeddedAssetCatalog catalog)
    {
        foreach (EmbeddedAsset asset in catalog.Assets)
        {
            routes.MapMethods($"/{asset.Path}", Methods, context => Give(context, asset).ExecuteAsync(context))
                .ExcludeFromDescription()
                .AllowAnonymous();
        }
    }

    private static FileStreamHttpResult Give(HttpContext context, EmbeddedAsset asset)
    {
        bool compressed = asset.HasCompressedForm && AcceptsGzip(context.Request);
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == asset.Version ? KeepForEver : AskAgain;
        headers.XContentTypeOptions = "nosniff";
        if (asset.HasCompressedForm)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (compressed)
        {
            headers.ContentEncoding = "gzip";
        }

        return TypedResults.Stream(asset.Open(compressed), asset.ContentType, entityTag: asset.EntityTag(compressed));
    }

    private static bool AcceptsGzip(HttpRequest request)
    {
        StringValues accepted = request.Headers.AcceptEncoding;
        return StringWithQualityHeaderValue.TryParseList(accepted, out IList<StringWithQualityHeaderValue>? codings)
            && codings.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is null or > 0);
    }
}
