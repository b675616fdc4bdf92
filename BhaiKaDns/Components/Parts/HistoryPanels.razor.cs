using BhaiKaDns.Administration.Reports;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Upstreams, reasons and lists of a <see cref="HistoryReport"/>.</summary>
public sealed partial class HistoryPanels : ComponentBase
{
    private const int MostRows = 12;

    /// <summary>What the numbers speak of, where that is not what the page says.</summary>
    [Parameter]
    public string Note { get; set; } = "";

    [CascadingParameter]
    private HistoryReport? Report { get; set; }

    private string Title(string title) => Note.Length == 0 ? title : $"{title} · {Note}";
}
