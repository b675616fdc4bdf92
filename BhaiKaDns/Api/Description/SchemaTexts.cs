using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BhaiKaDns.Api.Description;

/// <summary>What types alone do not tell of schemas: what only the server writes, and how times of day look.</summary>
internal static class SchemaTexts
{
    public static Task AddAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(TimeOnly) || context.JsonTypeInfo.Type == typeof(TimeOnly?))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$";
        }

        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(ReadOnlyAttribute), inherit: false).Length > 0)
        {
            schema.ReadOnly = true;
        }

        // What is null is left out of an answer.
        foreach (JsonPropertyInfo member in context.JsonTypeInfo.Properties.Where(member => member.IsGetNullable || Nullable.GetUnderlyingType(member.PropertyType) is not null))
        {
            schema.Required?.Remove(member.Name);
        }

        return Task.CompletedTask;
    }
}
