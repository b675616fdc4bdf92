using System.Text.Json.Serialization;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Api;

/// <summary>Everything the API reads and writes as JSON, compiled: reflection would cost time at the first request. How it is written stands in <see cref="ApiJsonSettings"/>.</summary>
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(WhyReport))]
[JsonSerializable(typeof(HomeAnswer))]
[JsonSerializable(typeof(Page<ServiceReport>))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(AllowRequest))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(Page<DeviceDocument>))]
[JsonSerializable(typeof(Page<GroupDocument>))]
[JsonSerializable(typeof(Page<ScheduleDocument>))]
[JsonSerializable(typeof(Page<RuleDocument>))]
[JsonSerializable(typeof(Page<RecordDocument>))]
[JsonSerializable(typeof(Page<ListDocument>))]
[JsonSerializable(typeof(Page<PauseReport>))]
[JsonSerializable(typeof(Page<PresetReport>))]
[JsonSerializable(typeof(Page<IgnoredLineReport>))]
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
