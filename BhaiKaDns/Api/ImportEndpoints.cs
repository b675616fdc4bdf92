using System.Text.Json;
using BhaiKaDns.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/import</c>: takes people, rules, records and lists that the command read from another program's file.</summary>
internal static class ImportEndpoints
{
    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/import", PostImport);

    internal static async Task<Results<JsonHttpResult<ImportOutcome>, ProblemHttpResult>> PostImport(
        bool? replace, bool? dryRun, HttpRequest request, [FromServices] PolicyImportTarget target, CancellationToken cancellationToken)
    {
        ImportedPolicy? policy;
        try
        {
            policy = await JsonSerializer.DeserializeAsync(request.Body, ImportJson.Default.ImportedPolicy, cancellationToken);
        }
        catch (JsonException)
        {
            policy = null;
        }

        return policy is null
            ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "This is not an import.")
            : TypedResults.Json(await target.ApplyAsync(policy, replace ?? false, dryRun ?? false, cancellationToken), ImportJson.Default.ImportOutcome);
    }
}
