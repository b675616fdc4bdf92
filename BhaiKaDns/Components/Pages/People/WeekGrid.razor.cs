using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Seven days of half hours that show when a schedule runs, and that can be painted.</summary>
public sealed partial class WeekGrid : ComponentBase
{
    private WeekSlots _week = new();
    private bool? _paintsOn;

    /// <summary>It was painted; the draft holds what was made of it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnPainted { get; set; }

    [Parameter]
    public bool IsDisabled { get; set; }

    [CascadingParameter]
    private ScheduleDraft Draft { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // While a hand paints, what it painted is what is there.
        if (_paintsOn is null)
        {
            _week = WeekSlots.Of(Draft.ReadableRanges());
        }
    }

    private Task StartAsync(int day, int slot)
    {
        if (IsDisabled)
        {
            return Task.CompletedTask;
        }

        _paintsOn = !_week[day, slot];
        return SetAsync(day, slot);
    }

    // A button let go outside the grid tells nobody; the next move without one shows it.
    private Task PaintAsync(PointerEventArgs pointer, int day, int slot)
    {
        if (pointer.Buttons == 0)
        {
            _paintsOn = null;
        }

        return _paintsOn is null ? Task.CompletedTask : SetAsync(day, slot);
    }

    private void Stop() => _paintsOn = null;

    private Task SetAsync(int day, int slot)
    {
        _week[day, slot] = _paintsOn is true;
        Draft.Ranges = [.. _week.ToRanges().Select(RangeDraft.Of)];
        return OnPainted.InvokeAsync();
    }
}
