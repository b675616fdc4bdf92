using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Import;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/import</c>: takes people, records, domains and lists that the command read from another program's file.</summary>
internal static class ImportEndpoints
{
    private const string Example = """{"groups":[{"name":"guests"}],"records":[{"name":"nas.lan","type":"A","value":"192.168.1.8","ttl":"00:05:00"}]}""";

    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/import", PostImport).WithTags("import")
        .Needs(Permissions.Manage).Described("import", "Takes objects, in the spelling of settings, in one change; with dryRun=true it only tells what would come of it.", Example);

    /// <summary>What is wrong with what was brought is part of the answer: an import is asked for what it would do.</summary>
    internal static async Task<Ok<ImportOutcome>> PostImport(
        bool? replace, bool? dryRun, PolicyImport import, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(ImportOutcome.From(await administration.ImportAsync(context.Actor(), import, replace ?? false, dryRun ?? false, cancellationToken)));
}
