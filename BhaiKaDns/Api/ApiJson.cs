using System.Text.Json.Serialization;
using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Api;

/// <summary>Everything the API reads and writes as JSON, compiled: reflection would cost time at the first request. How it is written stands in <see cref="ApiJsonSettings"/>.</summary>
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(WhyReport))]
[JsonSerializable(typeof(Page<ServiceReport>))]
[JsonSerializable(typeof(HomeAnswer))]
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
[JsonSerializable(typeof(QueryReport))]
[JsonSerializable(typeof(QueryPageReport))]
[JsonSerializable(typeof(SummaryReport))]
[JsonSerializable(typeof(SeriesReport))]
[JsonSerializable(typeof(TopReport))]
[JsonSerializable(typeof(SettingsDescription))]
[JsonSerializable(typeof(SettingsCheckReport))]
[JsonSerializable(typeof(CacheReport))]
[JsonSerializable(typeof(CacheFlushReport))]
[JsonSerializable(typeof(Page<UpstreamDocument>))]
[JsonSerializable(typeof(Page<UpstreamPreset>))]
[JsonSerializable(typeof(UpstreamRequest))]
[JsonSerializable(typeof(UpstreamAnswer))]
[JsonSerializable(typeof(UpstreamTestRequest))]
[JsonSerializable(typeof(UpstreamTestReport))]
[JsonSerializable(typeof(LogReport))]
[JsonSerializable(typeof(Page<ListJobReport>))]
[JsonSerializable(typeof(ListJobStarted))]
[JsonSerializable(typeof(RuleCheckRequest))]
[JsonSerializable(typeof(Page<RuleCheckReport>))]
[JsonSerializable(typeof(RehearseRequest))]
[JsonSerializable(typeof(RehearsalReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ApiJson : JsonSerializerContext;
