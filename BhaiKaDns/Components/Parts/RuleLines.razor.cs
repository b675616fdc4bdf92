using BhaiKaDns.Policy;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Lines of list syntax with a check of each while they are typed.</summary>
public sealed partial class RuleLines : ComponentBase
{
    /// <summary>Characters in all; more than any person types, less than would slow the page.</summary>
    public const int MaxLength = 100_000;

    private const int MaxShown = 8;

    private readonly string _id = "rules-" + Guid.NewGuid().ToString("N")[..8];
    private IReadOnlyList<(int Line, string Problem)> _problems = [];

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Of the field, for problems found when saving.</summary>
    [Parameter]
    public string Key { get; set; } = "Rules";

    [Parameter]
    public bool IsDisabled { get; set; }

    /// <summary>The lines with something on them, as they are saved.</summary>
    public static IReadOnlyList<string> Split(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc/>
    protected override void OnParametersSet() => _problems = Check(Value);

    private static IReadOnlyList<(int Line, string Problem)> Check(string text) =>
    [
        .. text.Split('\n').Select((line, index) => (Line: index + 1, Problem: FilteringListsValidator.ProblemOf(line.Trim()) ?? ""))
            .Where(found => found.Problem.Length > 0).Take(MaxShown),
    ];

    private Task ChangeAsync(ChangeEventArgs change)
    {
        string text = change.Value as string ?? "";
        Value = text.Length <= MaxLength ? text : text[..MaxLength];
        _problems = Check(Value);
        return ValueChanged.InvokeAsync(Value);
    }
}
