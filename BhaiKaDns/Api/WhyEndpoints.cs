using BhaiKaDns.Access;
using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/why?name=&amp;type=&amp;client=</c>: what would be decided, and the evidence.</summary>
internal static class WhyEndpoints
{
    public static void MapWhy(this IEndpointRouteBuilder routes) => routes.MapGet("/why", GetWhy).Needs(Permissions.Read);

    internal static async Task<Results<JsonHttpResult<WhyReport>, ProblemHttpResult>> GetWhy(
        string? name, string? type, string? client, ApiSources sources, CancellationToken cancellationToken)
    {
        RecordType recordType = RecordType.A;
        IPAddress? address = null;
        if (string.IsNullOrWhiteSpace(name))
        {
            return Invalid("'name' is missing.");
        }

        if (!string.IsNullOrEmpty(type) && !RecordTypeText.TryParse(type, out recordType))
        {
            return Invalid("'type' is not a record type: write A, AAAA, HTTPS or TYPE65.");
        }

        if (!string.IsNullOrEmpty(client) && !IPAddress.TryParse(client, out address))
        {
            return Invalid("'client' is not an address.");
        }

        ExplainRequest request = new(name.Trim(), recordType, address is null ? null : ClientAddress.From(address));
        return TypedResults.Json(WhyReport.From(await sources.Explain(request, cancellationToken)), ApiJson.Default.WhyReport);
    }

    private static ProblemHttpResult Invalid(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The question could not be understood.");
}
