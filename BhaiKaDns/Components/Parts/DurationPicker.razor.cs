using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Chooses how long something holds.</summary>
public sealed partial class DurationPicker : ComponentBase
{
    /// <summary>For a name that is allowed or blocked.</summary>
    public static readonly IReadOnlyList<(string Words, TimeSpan? Length)> ForNames =
    [
        ("For an hour", TimeSpan.FromHours(1)),
        ("For a day", TimeSpan.FromDays(1)),
        ("For a week", TimeSpan.FromDays(7)),
        ("For good", null),
    ];

    /// <summary>For filtering that is paused.</summary>
    public static readonly IReadOnlyList<(string Words, TimeSpan? Length)> ForPauses =
    [
        ("For 5 minutes", TimeSpan.FromMinutes(5)),
        ("For 30 minutes", TimeSpan.FromMinutes(30)),
        ("For an hour", TimeSpan.FromHours(1)),
        ("Until I resume it", null),
    ];

    private readonly string _id = "for-" + Guid.NewGuid().ToString("N")[..8];

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Null without an end.</summary>
    [Parameter]
    public TimeSpan? Value { get; set; }

    [Parameter]
    public EventCallback<TimeSpan?> ValueChanged { get; set; }

    /// <summary>English words, translated where they are shown.</summary>
    [Parameter]
    public IReadOnlyList<(string Words, TimeSpan? Length)> Choices { get; set; } = ForNames;

    private static string Key(TimeSpan? length) => length?.ToString("c", CultureInfo.InvariantCulture) ?? "";

    // Only what is offered can be chosen, whatever a browser sends.
    private Task ChooseAsync(ChangeEventArgs change)
    {
        string key = change.Value as string ?? "";
        return Choices.Any(choice => Key(choice.Length) == key) ? ValueChanged.InvokeAsync(Choices.First(choice => Key(choice.Length) == key).Length) : Task.CompletedTask;
    }
}
