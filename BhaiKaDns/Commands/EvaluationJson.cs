using System.Text.Json;
using System.Text.Json.Serialization;
using BhaiKaDns.Intelligence.Evaluation;

namespace BhaiKaDns.Commands;

/// <summary>The report of <c>evaluate --json</c>; what could not be measured is null.</summary>
[JsonSerializable(typeof(EvaluationReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, Converters = [typeof(FiniteOrNull)])]
internal sealed partial class EvaluationJson : JsonSerializerContext;

/// <summary>JSON has no word for a number that is none.</summary>
internal sealed class FiniteOrNull : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType is JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
