using System.Text.Json;

namespace BhaiKaDns.Api.Contract;

/// <summary>Whether a JSON value is as a schema of the description says: the parts of JSON Schema that the description uses.</summary>
internal sealed class SchemaCheck(JsonElement description)
{
    public IEnumerable<string> ProblemsOf(JsonElement value, JsonElement schema, string place = "$")
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return ProblemsOf(value, description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), place);
        }

        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            return choices.EnumerateArray().Any(choice => !ProblemsOf(value, choice, place).Any()) ? [] : [$"{place}: fits none of the choices"];
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !TypesOf(type).Any(name => Fits(value, name)))
        {
            return [$"{place}: {value.ValueKind} is not {type.GetRawText()}"];
        }

        if (schema.TryGetProperty("enum", out JsonElement names) && !names.EnumerateArray().Any(name => JsonElement.DeepEquals(name, value)))
        {
            return [$"{place}: {value.GetRawText()} is none of {names.GetRawText()}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => OfMembers(value, schema, place),
            JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement items) => value.EnumerateArray().SelectMany((item, index) => ProblemsOf(item, items, $"{place}[{index}]")),
            _ => [],
        };
    }

    private IEnumerable<string> OfMembers(JsonElement value, JsonElement schema, string place)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            {
                yield return $"{place}: {name.GetString()} is missing";
            }
        }

        schema.TryGetProperty("properties", out JsonElement members);
        schema.TryGetProperty("additionalProperties", out JsonElement others);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (members.ValueKind is JsonValueKind.Object && members.TryGetProperty(member.Name, out JsonElement known))
            {
                foreach (string problem in ProblemsOf(member.Value, known, $"{place}.{member.Name}"))
                {
                    yield return problem;
                }
            }
            else if (others.ValueKind is JsonValueKind.False)
            {
                yield return $"{place}.{member.Name}: is not described";
            }
            else if (others.ValueKind is JsonValueKind.Object)
            {
                foreach (string problem in ProblemsOf(member.Value, others, $"{place}.{member.Name}"))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool Fits(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => false,
    };
}
