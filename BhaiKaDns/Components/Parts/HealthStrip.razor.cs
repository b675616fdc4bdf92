using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>How the house is, in one line; each part's own sentence behind it. Redrawn together with the page it stands on.</summary>
public sealed partial class HealthStrip : ComponentBase
{
    private const int MaxPartsInHint = 2;

    [CascadingParameter]
    private HealthReading? Reading { get; set; }

    private HealthState Overall => Reading?.Overall ?? HealthState.Starting;

    private IReadOnlyList<HealthPart> Parts => Reading?.Parts ?? [];

    private string Sentence => Overall switch
    {
        HealthState.Ok => "All is well.",
        HealthState.Degraded => "Names are answered, but something is missing.",
        HealthState.Starting => "Starting up.",
        HealthState.Down => "The server cannot do its work.",
        _ => string.Empty,
    };

    private string Hint
    {
        get
        {
            string[] troubles = [.. Parts.Where(part => part.State is not HealthState.Ok).Take(MaxPartsInHint).Select(part => $"{part.Name}: {part.Detail}")];
            return troubles.Length > 0 ? string.Join(" · ", troubles) : $"{Parts.Count} parts watched";
        }
    }

    private static string Word(HealthState state) => state switch
    {
        HealthState.Ok => "well",
        HealthState.Degraded => "degraded",
        HealthState.Starting => "starting",
        HealthState.Down => "down",
        _ => string.Empty,
    };
}

/// <summary>The health board at one moment.</summary>
internal sealed record HealthReading(HealthState Overall, IReadOnlyList<HealthPart> Parts);
