extern alias scalar;

using BhaiKaDns.Access;
using scalar::Scalar.AspNetCore;

namespace BhaiKaDns.Api.Description;

/// <summary>
/// The description of everything under <c>/api/v1</c> at <c>/openapi/v1.json</c>, made from the endpoints when it is asked for, and a page
/// to read it at <c>/api</c>. Both show the shape of the API to those who may read.
/// </summary>
internal static class ApiDescription
{
    public const string Path = "/openapi/v1.json";

    private const string Name = "v1";
    private const string PagePath = "/api";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Name, static options =>
    {
        options.ShouldInclude = static description => description.RelativePath?.StartsWith(ApiRegistration.ApiPath[1..] + "/", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer(static (document, _, _) => DocumentTexts.AddAsync(document));
        options.AddOperationTransformer(static (operation, context, cancellationToken) => OperationTexts.AddAsync(operation, context, cancellationToken));
        options.AddSchemaTransformer(static (schema, context, _) => SchemaTexts.AddAsync(schema, context));
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").Needs(Permissions.Read);
        routes.MapScalarApiReference(PagePath, static (options, context) =>
        {
            options.Title = "Bhai Ka DNS";
            options.OpenApiRoutePattern = Path;
            options.DefaultFonts = false;
            options.Telemetry = false;

            // These would send the description to another host; the policy forbids it, and nobody shall be offered what does not work.
            options.HideDeveloperTools();
            options.HideClientButton();
            options.DisableAgent();
            options.DisableMcp();
            options.WithNonce(PageNonce.Of(context));
        }).Needs(Permissions.Read);
    }
}
