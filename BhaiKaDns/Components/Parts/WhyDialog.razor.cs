using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BhaiKaDns.Components.Parts;

/// <summary>A <see cref="WhySheet"/> at the side of any page.</summary>
public sealed partial class WhyDialog : ComponentBase
{
    private static readonly DialogOptions Look = new()
    {
        Position = DialogPosition.CenterRight,
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
        CloseOnEscapeKey = true,
        NoHeader = false,
    };

    /// <inheritdoc cref="WhySheet.Name"/>
    [Parameter]
    public string Name { get; set; } = "";

    /// <inheritdoc cref="WhySheet.Type"/>
    [Parameter]
    public string Type { get; set; } = "A";

    /// <inheritdoc cref="WhySheet.Client"/>
    [Parameter]
    public string? Client { get; set; }

    /// <inheritdoc cref="WhySheet.ChildContent"/>
    [Parameter]
    public RenderFragment? More { get; set; }

    [CascadingParameter]
    private IMudDialogInstance? Dialog { get; set; }

    /// <summary>Opens the sheet over the page.</summary>
    /// <param name="more">What stands below the evidence.</param>
    public static async Task ShowAsync(IDialogService dialogs, string name, string type, string? client, RenderFragment? more = null)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        DialogParameters<WhyDialog> parameters = new()
        {
            { dialog => dialog.Name, name },
            { dialog => dialog.Type, type },
            { dialog => dialog.Client, client },
            { dialog => dialog.More, more },
        };
        _ = await dialogs.ShowAsync<WhyDialog>(title: null, parameters, Look);
    }

    private void Close() => Dialog?.Close();
}
