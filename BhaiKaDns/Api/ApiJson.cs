using System.Text.Json.Serialization;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Api;

/// <summary>Everything the API reads and writes as JSON, compiled: reflection would cost time at the first request.</summary>
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(WhyReport))]
[JsonSerializable(typeof(HomeAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ServiceReport>))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(AllowRequest))]
[JsonSerializable(typeof(DeviceReport[]))]
[JsonSerializable(typeof(GroupReport[]))]
[JsonSerializable(typeof(ScheduleReport[]))]
[JsonSerializable(typeof(PauseReport[]))]
[JsonSerializable(typeof(IReadOnlyList<ListReport>))]
[JsonSerializable(typeof(IReadOnlyList<PresetReport>))]
[JsonSerializable(typeof(IReadOnlyList<IgnoredLineReport>))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(TokensReport))]
[JsonSerializable(typeof(ActorReport))]
[JsonSerializable(typeof(TotpRequest))]
[JsonSerializable(typeof(TotpReport))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(UserPage))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenPage))]
[JsonSerializable(typeof(AuditPage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ApiJson : JsonSerializerContext;
