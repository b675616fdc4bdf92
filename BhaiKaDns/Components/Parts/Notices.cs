using BhaiKaDns.Administration;
using BhaiKaDns.Components.Language;
using MudBlazor;

namespace BhaiKaDns.Components.Parts;

/// <summary>Tells a reader in a corner of the page what became of what they asked for. One for each circuit.</summary>
internal sealed class Notices(ISnackbar snackbar, Texts texts)
{
    /// <summary>Says that it was done, or why not.</summary>
    /// <param name="done">What to say when it was done, translated.</param>
    /// <returns>Whether it was done.</returns>
    public bool Tell(Outcome outcome, string done)
    {
        if (outcome.IsDone)
        {
            snackbar.Add(done, Severity.Success);
        }
        else
        {
            snackbar.Add(outcome.Text.Length > 0 ? outcome.Text : texts["Nothing was changed."], Severity.Error);
        }

        return outcome.IsDone;
    }

    public void Say(string text) => snackbar.Add(text, Severity.Info);

    public void Warn(string text) => snackbar.Add(text, Severity.Error);
}
