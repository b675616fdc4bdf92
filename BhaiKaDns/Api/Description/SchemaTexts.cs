using System.ComponentModel;
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
        schema.Required?.RemoveWhere(name => schema.Properties is { } members && members.TryGetValue(name, out IOpenApiSchema? member) && IsNullable(member));
        return Task.CompletedTask;
    }

    private static bool IsNullable(IOpenApiSchema schema) => schema.Type?.HasFlag(JsonSchemaType.Null) is true || schema.OneOf?.Any(IsNullable) is true;
}

file static class SetExtensions
{
    public static void RemoveWhere(this ISet<string> names, Func<string, bool> isMeant) => names.ExceptWith([.. names.Where(isMeant)]);
}
