using System.Globalization;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.House;

/// <summary>One setting with the control that its type asks for. Values are texts; of a list, its elements line by line.</summary>
public sealed partial class SettingField : ComponentBase
{
    private string? _unit;

    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string Meaning { get; set; } = "";

    /// <summary>Id of a kind of settings.</summary>
    [Parameter, EditorRequired]
    public string Type { get; set; } = "";

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    [Parameter]
    public string DefaultText { get; set; } = "";

    [Parameter]
    public string Minimum { get; set; } = "";

    [Parameter]
    public string Maximum { get; set; } = "";

    [Parameter]
    public IReadOnlyList<string> Choices { get; set; } = [];

    [Parameter]
    public bool IsFixed { get; set; }

    /// <summary>Differs from what is in force.</summary>
    [Parameter]
    public bool IsChanged { get; set; }

    [Parameter]
    public string Origin { get; set; } = "";

    [Parameter]
    public string Where { get; set; } = "";

    [Parameter]
    public string Problem { get; set; } = "";

    private string Id => "setting-" + Key.Replace(':', '-');

    private string InputId => Id + "-input";

    private string Description => Problem.Length > 0 ? $"{Id}-hint {Id}-problem" : $"{Id}-hint";

    private long Number => Span.Ticks / SpanText.Units.First(known => known.Unit == Unit).Length.Ticks;

    private string Unit => _unit ?? SpanText.Split(Span).Unit;

    private TimeSpan Span => TimeSpan.TryParse(Text, CultureInfo.InvariantCulture, out TimeSpan span) ? span : TimeSpan.Zero;

    private string DefaultWords => DefaultText.Length == 0 ? T["none"] : Type == Hosting.Settings.SettingTypes.List ? DefaultText.Replace("\n", ", ", StringComparison.Ordinal) : Bound(DefaultText);

    private string Bound(string bound) => TimeSpan.TryParse(bound, CultureInfo.InvariantCulture, out TimeSpan span) && Type == Hosting.Settings.SettingTypes.Duration ? SpanText.Of(span, T) : bound;

    private Task Changed(ChangeEventArgs change) => TextChanged.InvokeAsync((change.Value as string ?? "").ReplaceLineEndings("\n").Trim());

    private Task Switched(ChangeEventArgs change) => TextChanged.InvokeAsync(change.Value is true ? "true" : "false");

    private Task NumberChanged(ChangeEventArgs change)
    {
        _unit = Unit;
        return long.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? TextChanged.InvokeAsync(SpanText.Join(number, Unit).ToString("c", CultureInfo.InvariantCulture))
            : Task.CompletedTask;
    }

    private Task UnitChanged(ChangeEventArgs change)
    {
        long number = Number;
        _unit = change.Value as string ?? "seconds";
        return TextChanged.InvokeAsync(SpanText.Join(number, _unit).ToString("c", CultureInfo.InvariantCulture));
    }

    private Task Restore()
    {
        _unit = null;
        return TextChanged.InvokeAsync(DefaultText);
    }
}
