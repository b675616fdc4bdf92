using System.Text.Json;

namespace BhaiKaDns.Api.Contract;

/// <summary>One operation as the description tells it.</summary>
internal sealed record DescribedOperation(string Id, string Method, string Path, string Permission, JsonElement Definition)
{
    private const string JsonType = "application/json";

    public string? Summary => Definition.TryGetProperty("summary", out JsonElement summary) ? summary.GetString() : null;

    public bool HasBody => Definition.TryGetProperty("requestBody", out _);

    public bool HasLimit => Definition.TryGetProperty("parameters", out JsonElement parameters) && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "limit");

    /// <summary>The body that the description gives as an example.</summary>
    public string? Example => Definition.TryGetProperty("requestBody", out JsonElement body)
        && body.GetProperty("content").TryGetProperty(JsonType, out JsonElement content)
        && content.TryGetProperty("example", out JsonElement example)
            ? example.GetRawText()
            : null;

    public static IReadOnlyList<DescribedOperation> All(JsonElement description) =>
    [
        .. from path in description.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           select new DescribedOperation(
               method.Value.GetProperty("operationId").GetString()!, method.Name.ToUpperInvariant(), path.Name, method.Value.GetProperty("x-permission").GetString()!, method.Value),
    ];

    public bool Tells(int status) => Definition.GetProperty("responses").TryGetProperty($"{status}", out _);

    /// <summary>The schema of a JSON answer; null if there is none.</summary>
    public JsonElement? SchemaOf(int status) =>
        Definition.GetProperty("responses").TryGetProperty($"{status}", out JsonElement response)
        && response.TryGetProperty("content", out JsonElement content)
        && (content.TryGetProperty(JsonType, out JsonElement media) || content.TryGetProperty(Problems.ContentType, out media))
        && media.TryGetProperty("schema", out JsonElement schema)
            ? schema
            : null;
}
