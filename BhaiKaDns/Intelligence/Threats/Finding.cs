using System.Text.Json.Serialization;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Something a detector found, for people.</summary>
/// <param name="Id">Grows; never given again.</param>
/// <param name="Kind">Which detector: the id of the <see cref="Reason"/> that it would block for.</param>
/// <param name="Client">Address of the device; empty where the home's privacy keeps no clients.</param>
/// <param name="Name">What was asked for, in presentation form; empty for what concerns a device as a whole or where no names are kept.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Count">Times it was seen.</param>
/// <param name="Score">The detector's own measure.</param>
/// <param name="IsBlocked">Something of it was blocked.</param>
/// <param name="IsAcknowledged">A person has seen it; it shows again when it is seen again.</param>
/// <param name="IsSilenced">Nobody wants to hear of it again.</param>
internal sealed record Finding(
    long Id,
    string Kind,
    string Client,
    string Name,
    string Text,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int Count,
    double Score,
    IReadOnlyList<Evidence> Evidence,
    bool IsBlocked = false,
    bool IsAcknowledged = false,
    bool IsSilenced = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Finding>))]
internal sealed partial class FindingJson : JsonSerializerContext;
