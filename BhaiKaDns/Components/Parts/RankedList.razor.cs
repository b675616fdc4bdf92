using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Names by how often they were seen, with a bar behind each for the eye.</summary>
public sealed partial class RankedList : ComponentBase
{
    private string _headingId = string.Empty;

    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string EmptySentence { get; set; } = string.Empty;

    /// <summary>Highest count first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RankedItem> Items { get; set; } = [];

    /// <summary>The names are words of ours or of this home, not names that strangers asked for.</summary>
    [Parameter]
    public bool IsPlain { get; set; }

    [Parameter]
    public string Class { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _headingId = "ranked-" + Title.Replace(' ', '-').ToLowerInvariant();

    private static string Precision(RankedItem item) => item.MaxError == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{item.Count:N0} times")
        : string.Create(CultureInfo.InvariantCulture, $"{item.Count - item.MaxError:N0} to {item.Count:N0} times");

    private string Width(RankedItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * item.Count / Math.Max(1, Items[0].Count):0}%");
}
