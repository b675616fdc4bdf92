using BhaiKaDns.Access;
using System.Text.Json;
using BhaiKaDns.Administration;
using BhaiKaDns.Import;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/import</c>: takes people, records, domains and lists that the command read from another program's file.</summary>
internal static class ImportEndpoints
{
    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/import", PostImport).Needs(Permissions.Manage);

    internal static async Task<Results<JsonHttpResult<ImportOutcome>, ProblemHttpResult>> PostImport(
        bool? replace, bool? dryRun, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken)
    {
        PolicyImport? policy;
        try
        {
            policy = await JsonSerializer.DeserializeAsync(context.Request.Body, ImportJson.Default.PolicyImport, cancellationToken);
        }
        catch (JsonException)
        {
            policy = null;
        }

        if (policy is null)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "This is not an import.");
        }

        PolicyImportResult result = await administration.ImportAsync(context.Actor(), policy, replace ?? false, dryRun ?? false, cancellationToken);
        return TypedResults.Json(ImportOutcome.From(result), ImportJson.Default.ImportOutcome);
    }
}
