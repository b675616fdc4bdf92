using System.Globalization;
using BhaiKaDns.Audit;

namespace BhaiKaDns.Commands;

/// <summary><c>check</c>: every problem of the settings, or the word that there is none; and whether the audit trail is what it was when it was written.</summary>
internal static class CheckCommand
{
    public static async Task<int> InvokeAsync(CommandContext context)
    {
        if (!await context.SettingsAreGoodAsync())
        {
            return ExitCodes.BadSettings;
        }

        string path = context.DataDirectory.Combine(AuditTrail.FileName);
        (long entries, long broken) = AuditFile.Verify(path);
        if (broken > 0)
        {
            await context.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"The audit trail was changed: line {broken} of {AuditTrail.FileName} does not follow from the {entries} entries before it."));
            return ExitCodes.BadSettings;
        }

        if (AuditFile.IsCut(path))
        {
            await context.Output.WriteLineAsync($"The last line of {AuditTrail.FileName} was not written to its end, as after a power cut; the next entry takes its place.");
        }

        await context.Output.WriteLineAsync("The settings are good.");
        return ExitCodes.Done;
    }
}
