using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Import;

namespace BhaiKaDns.Commands;

/// <summary><c>import</c>: reads another program's configuration, says what was taken and what was not, and applies all of it or nothing.</summary>
internal static class ImportCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> InvokeAsync(CommandContext context, string path, bool isTrial, bool replace, CancellationToken cancellationToken)
    {
        try
        {
            SettingsCatalog catalog = context.Composition.Catalog(context.Settings.Configuration);
            ImportResult import = ConfigurationImporter.Read(path, ImportRegistration.SurroundingsOf(catalog));
            await PrintAsync(import, context.Output);
            return await ApplyAsync(context, new SettingsFile(context.DataDirectory, context.Composition.Catalog), import, isTrial, replace, cancellationToken);
        }
        catch (InvalidDataException problem)
        {
            await context.Error.WriteLineAsync($"{path} cannot be imported: {problem.Message}.");
            return ExitCodes.BadSettings;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            await context.Error.WriteLineAsync($"{path} is not there.");
            return ExitCodes.BadSettings;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CommandException)
        {
            await context.Error.WriteLineAsync(problem.Message);
            return ExitCodes.Unexpected;
        }
    }

    private static async Task<int> ApplyAsync(
        CommandContext context, SettingsFile file, ImportResult import, bool isTrial, bool replace, CancellationToken cancellationToken)
    {
        string? before = file.Text;
        SettingsFileChange settings = ImportedSettings.Apply(file, import.Settings, replace, isTrial);
        if (settings.Problems.Count > 0)
        {
            return await RefuseAsync(context, settings.Problems);
        }

        ImportOutcome policy;
        try
        {
            policy = await HandOverAsync(context, file, import.Policy, replace, isTrial, cancellationToken);
        }
        catch when (!isTrial)
        {
            file.Restore(before);
            throw;
        }

        if (policy.Problems.Count > 0)
        {
            if (!isTrial)
            {
                file.Restore(before);
            }

            return await RefuseAsync(context, policy.Problems);
        }

        foreach (string kept in settings.Kept.Concat(policy.Kept))
        {
            await context.Output.WriteLineAsync($"Kept as it was: {kept} (--replace takes the imported one)");
        }

        await context.Output.WriteLineAsync(
            isTrial ? "Nothing was changed: this was a dry run."
            : settings.Applied.Count + policy.Applied.Count == 0 ? "There was nothing to change."
            : "Imported. What is a setting takes effect with the next start.");
        return ExitCodes.Done;
    }

    // A running instance keeps what people set; it must hear of it before anybody else writes.
    private static async Task<ImportOutcome> HandOverAsync(
        CommandContext context, SettingsFile file, ImportedPolicy policy, bool replace, bool isTrial, CancellationToken cancellationToken)
    {
        using RunningInstance instance = new(context.DataDirectory, Patience);
        using JsonContent content = JsonContent.Create(policy, ImportJson.Default.ImportedPolicy);
        string path = $"import?replace={(replace ? "true" : "false")}&dryRun={(isTrial ? "true" : "false")}";
        return await instance.TryAskAsync(path, content, ImportJson.Default.ImportOutcome, cancellationToken)
            ?? await new PolicyImportTarget(file).ApplyAsync(policy, replace, isTrial, cancellationToken);
    }

    private static async Task<int> RefuseAsync(CommandContext context, IEnumerable<string> problems)
    {
        foreach (string problem in problems)
        {
            await context.Error.WriteLineAsync(problem);
        }

        await context.Error.WriteLineAsync("Nothing was changed.");
        return ExitCodes.BadSettings;
    }

    private static async Task PrintAsync(ImportResult import, TextWriter output)
    {
        await output.WriteLineAsync($"This is the configuration of: {import.Product}");
        await output.WriteLineAsync($"Taken ({import.Taken.Count}):");
        foreach (string taken in import.Taken)
        {
            await output.WriteLineAsync($"  {taken}");
        }

        await output.WriteLineAsync($"Not taken ({import.Left.Count}):");
        foreach (LeftOut left in import.Left)
        {
            await output.WriteLineAsync($"  {left.What}: {left.Reason}");
        }
    }
}
