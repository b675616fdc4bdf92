using System.Text.Json;
using System.Text.Json.Serialization;
using BhaiKaDns.Api.Requests;
using Microsoft.AspNetCore.Http.Json;

namespace BhaiKaDns.Api;

/// <summary>
/// How the API reads and writes JSON: camelCase, enums by name in the same spelling, null left out. A request is taken by the letter:
/// a member that is not known, or comes twice, is refused, as is null where something must be. Types of requests have members that can
/// be set: compiled reading leaves init members that do not come null, whatever their default. What has those is read by reflection.
/// </summary>
internal static class ApiJsonSettings
{
    public static void Apply(JsonOptions options)
    {
        JsonSerializerOptions json = options.SerializerOptions;
        json.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        json.TypeInfoResolverChain.Insert(1, ProblemJson.Default);
        json.Converters.Add(new ClockTimeConverter());
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = JsonBody.MaxDepth;
    }
}
