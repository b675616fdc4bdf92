using System.Text.Json.Serialization;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>What a model file says of itself.</summary>
/// <param name="Kind"><c>threat</c>, <c>host</c> or <c>category</c>.</param>
/// <param name="Version">Of the way it was made; one that this program does not know is refused.</param>
/// <param name="Features">Names of the features in the order of the trees; empty where there are none.</param>
/// <param name="Thresholds">Scores from which something is told or blocked, by name.</param>
/// <param name="Data">Data files it was made from: name and SHA-256.</param>
/// <param name="Rows">How many examples of each kind.</param>
/// <param name="Notes">What it is for, what it is not for, and how it was measured.</param>
internal sealed record ModelCard(
    string Kind,
    int Version,
    IReadOnlyList<string> Features,
    IReadOnlyDictionary<string, float> Thresholds,
    IReadOnlyDictionary<string, string> Data,
    IReadOnlyDictionary<string, int> Rows,
    string Notes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ModelJson : JsonSerializerContext;
