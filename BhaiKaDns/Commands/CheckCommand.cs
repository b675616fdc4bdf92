namespace BhaiKaDns.Commands;

/// <summary><c>check</c>: every problem of the settings, or the word that there is none.</summary>
internal static class CheckCommand
{
    public static async Task<int> InvokeAsync(CommandContext context)
    {
        if (!await context.SettingsAreGoodAsync())
        {
            return ExitCodes.BadSettings;
        }

        await context.Output.WriteLineAsync("The settings are good.");
        return ExitCodes.Done;
    }
}
