using System.Text.Json.Serialization;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Import;

/// <summary>The parts of an import as JSON, in the spelling of settings.</summary>
[JsonSerializable(typeof(ImportedPolicy))]
[JsonSerializable(typeof(ImportOutcome))]
[JsonSerializable(typeof(ListOptions))]
[JsonSerializable(typeof(GroupOptions))]
[JsonSerializable(typeof(DeviceOptions))]
[JsonSerializable(typeof(ScheduleOptions))]
[JsonSerializable(typeof(RecordOptions))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
internal sealed partial class ImportJson : JsonSerializerContext;
