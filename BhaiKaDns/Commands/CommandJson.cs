using System.Text.Json;
using System.Text.Json.Serialization;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Commands;

/// <summary>What commands read from the API and print as JSON.</summary>
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(WhyReport))]
[JsonSerializable(typeof(IReadOnlyList<ServiceLine>))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(NewPasswordBody))]
[JsonSerializable(typeof(UserLines))]
[JsonSerializable(typeof(PauseBody))]
[JsonSerializable(typeof(DecideBody))]
[JsonSerializable(typeof(ListReport))]
[JsonSerializable(typeof(ListsAnswer))]
[JsonSerializable(typeof(SettingsDescription))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
internal sealed partial class CommandJson : JsonSerializerContext;

/// <summary>Of <c>/api/v1/status</c> what the command shows.</summary>
internal sealed record StatusAnswer(
    string Version, long UptimeSeconds, long Queries, long Blocked, double HitRate, string Status, IReadOnlyList<StatusAnswerPart> Parts);

internal sealed record StatusAnswerPart(string Name, string State, DateTimeOffset Since, string Detail);

internal sealed record ProblemAnswer(string? Title, string? Detail);
