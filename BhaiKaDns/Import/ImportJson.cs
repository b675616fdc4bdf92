using System.Text.Json.Serialization;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Import;

/// <summary>The parts of an import as JSON, in the spelling of settings.</summary>
[JsonSerializable(typeof(PolicyImport))]
[JsonSerializable(typeof(ImportOutcome))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
internal sealed partial class ImportJson : JsonSerializerContext;
