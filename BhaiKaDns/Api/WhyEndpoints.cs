using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/why?name=&amp;type=&amp;client=</c>: what would be decided, and the evidence.</summary>
internal static class WhyEndpoints
{
    public static void MapWhy(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/why", GetWhy).WithTags("status").Needs(Permissions.Read).Described("getWhy", "Tells what would be decided for a name, and the evidence.");

    internal static async Task<Results<Ok<WhyReport>, ProblemHttpResult>> GetWhy(
        string? name, string? type, string? client, ApiSources sources, CancellationToken cancellationToken)
    {
        RecordType recordType = RecordType.A;
        IPAddress? address = null;
        if (string.IsNullOrWhiteSpace(name) || !DomainNameText.TryParse(name.Trim(), new byte[DomainName.MaxLength], out _))
        {
            return Problems.Invalid("name", "a domain name is needed.");
        }

        if (!string.IsNullOrEmpty(type) && !RecordTypeText.TryParse(type, out recordType))
        {
            return Problems.Invalid("type", "this is not a record type: write A, AAAA, HTTPS or TYPE65.");
        }

        if (!string.IsNullOrEmpty(client) && !IPAddress.TryParse(client, out address))
        {
            return Problems.Invalid("client", "this is not an address.");
        }

        ExplainRequest request = new(name.Trim(), recordType, address is null ? null : ClientAddress.From(address));
        return TypedResults.Ok(WhyReport.From(await sources.Explain(request, cancellationToken)));
    }
}
