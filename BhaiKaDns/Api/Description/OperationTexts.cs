using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BhaiKaDns.Access;
using BhaiKaDns.Api.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BhaiKaDns.Api.Description;

/// <summary>What the description says of each operation besides what its signature says: id, summary, permission, example, headers and problems.</summary>
internal static class OperationTexts
{
    public const string PermissionExtension = "x-permission";

    private const string JsonType = "application/json";
    private const string ProblemName = "Problem";

    public static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        OperationDescription? texts = metadata.OfType<OperationDescription>().LastOrDefault();
        Permissions needed = metadata.OfType<NeededPermissions>().LastOrDefault()?.Permissions ?? Permissions.Manage;
        string method = context.Description.HttpMethod ?? HttpMethods.Get;
        operation.OperationId = texts?.Id ?? IdOf(method, context.Description.RelativePath ?? "");
        operation.Summary = texts?.Summary ?? operation.Summary;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[PermissionExtension] = new JsonNodeExtension(JsonValue.Create(IdOf(needed)));
        operation.Security = needed is Permissions.None
            ? []
            : [Requirement(DocumentTexts.Bearer, context.Document), Requirement(DocumentTexts.Cookie, context.Document)];
        if (texts?.Example is { } example && operation.RequestBody?.Content is { } content && content.TryGetValue(JsonType, out OpenApiMediaType? body))
        {
            body.Example = JsonNode.Parse(example);
        }

        AddHeaders(operation, method, keepsAnswers: IdempotencyKeys.Keeps($"/{context.Description.RelativePath}"));
        await AddProblemsAsync(operation, context, method, needed, cancellationToken);
    }

    /// <summary>How a permission is called outside: <c>read</c>; several are joined by a plus.</summary>
    public static string IdOf(Permissions permissions) => permissions.ToString().ToLowerInvariant().Replace(", ", "+", StringComparison.Ordinal);

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static void AddHeaders(OpenApiOperation operation, string method, bool keepsAnswers)
    {
        operation.Parameters ??= [];
        bool hasId = operation.Parameters.Any(parameter => parameter.In is ParameterLocation.Path);
        if (HttpMethods.IsPost(method) && keepsAnswers)
        {
            operation.Parameters.Add(Header(IdempotencyKeys.Header, "Sent again with the same value and body, the request is not done again; the first answer comes."));
        }
        else if (hasId && (HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)))
        {
            operation.Parameters.Add(Header("If-Match", "The ETag of what the change is meant for."));
        }
        else if (hasId && HttpMethods.IsGet(method))
        {
            operation.Parameters.Add(Header("If-None-Match", "The ETag of what is known already; 304 if it is still so."));
        }
    }

    private static OpenApiParameter Header(string name, string text) =>
        new() { Name = name, In = ParameterLocation.Header, Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static async Task AddProblemsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, string method, Permissions needed, CancellationToken cancellationToken)
    {
        if (context.Document is not { } document)
        {
            return;
        }

        if (document.Components?.Schemas?.ContainsKey(ProblemName) is not true)
        {
            document.AddComponent(ProblemName, await context.GetOrCreateSchemaAsync(typeof(HttpValidationProblemDetails), cancellationToken: cancellationToken));
        }

        operation.Responses ??= [];
        bool isChange = !HttpMethods.IsGet(method);
        bool hasId = operation.Parameters?.Any(parameter => parameter.In is ParameterLocation.Path) is true;
        bool hasInput = operation.RequestBody is not null || operation.Parameters?.Any(parameter => parameter.In is ParameterLocation.Query) is true;
        (int Status, bool Applies)[] problems =
        [
            (400, hasInput), (401, needed is not Permissions.None), (403, needed is not Permissions.None), (404, isChange || hasId), (409, isChange), (412, isChange && hasId),
            (413, operation.RequestBody is not null), (415, operation.RequestBody is not null), (422, hasInput || isChange), (429, true), (503, isChange),
        ];
        foreach ((int status, _) in problems.Where(problem => problem.Applies))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = Problems.TitleOf(status),
                Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(ProblemName, document) } },
            });
        }

        if (hasId && !isChange)
        {
            operation.Responses.TryAdd("304", new OpenApiResponse { Description = "It is as it was." });
        }
    }

    // "getStatisticsSummary" for an operation that was not given an id.
    private static string IdOf(string method, string path) => JsonNamingPolicy.CamelCase.ConvertName(method.ToLowerInvariant()) + string.Concat(path
        .Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(2)
        .Select(part => new string([.. part.Where(char.IsAsciiLetterOrDigit)]))
        .Where(part => part.Length > 0)
        .Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
