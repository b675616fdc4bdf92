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

        (long entries, long broken) = AuditFile.Verify(context.DataDirectory.Combine(AuditTrail.FileName));
        if (broken > 0)
        {
            await context.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"The audit trail was changed: line {broken} of {AuditTrail.FileName} does not follow from the {entries} entries before it."));
            return ExitCodes.BadSettings;
        }

        await context.Output.WriteLineAsync("The settings are good.");
        return ExitCodes.Done;
    }
}
