using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Import;
using BhaiKaDns.Policy.People;

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
            ImportResult import = ConfigurationImporter.Read(path, ImportSurroundings.Of(catalog));
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
        SettingsFileChange settings = ImportedSettings.Apply(file, import, context.Settings.Configuration, replace, isTrial);
        if (settings.Problems.Count > 0)
        {
            return await RefuseAsync(context, settings.Problems, ExitCodes.BadSettings);
        }

        ImportOutcome policy;
        try
        {
            policy = await HandOverAsync(context, import.Policy, replace, isTrial, cancellationToken);
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

            return await RefuseAsync(context, policy.Problems, policy.IsStored ? ExitCodes.BadSettings : ExitCodes.Unexpected);
        }

        await PrintOutcomeAsync(context.Output, settings, policy, isTrial);
        return ExitCodes.Done;
    }

    // A running instance keeps what people set; without one the database is opened here, by one process at a time.
    private static async Task<ImportOutcome> HandOverAsync(CommandContext context, PolicyImport policy, bool replace, bool isTrial, CancellationToken cancellationToken)
    {
        if (policy.IsEmpty)
        {
            return ImportOutcome.Nothing;
        }

        using RunningInstance instance = new(context.DataDirectory, Patience);
        using JsonContent content = JsonContent.Create(policy, ImportJson.Default.PolicyImport);
        string path = $"import?replace={(replace ? "true" : "false")}&dryRun={(isTrial ? "true" : "false")}";
        try
        {
            if (await instance.TryAskAsync(path, content, ImportJson.Default.ImportOutcome, cancellationToken) is { } answer)
            {
                return answer;
            }
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(
                $"The instance that runs in {context.DataDirectory.Path} did not answer; settings were left as they were, and whether it took the rest is not known.", problem);
        }

        IReadOnlyList<SettingProblem> problems = context.Composition.Check(context.Settings);
        if (problems.Count > 0)
        {
            return ImportOutcome.Nothing with { Problems = [.. problems.Select(problem => problem.ToString())] };
        }

        ImportOutcome outcome = ImportOutcome.From(await context.Composition.ImportOffline(context.Settings, policy, replace, isTrial, cancellationToken));
        return outcome.IsStored
            ? outcome
            : outcome with { Problems = [$"The database in {context.DataDirectory.Path} cannot be used: an instance that does not answer may hold it, or it cannot be written."] };
    }

    private static async Task PrintOutcomeAsync(TextWriter output, SettingsFileChange settings, ImportOutcome policy, bool isTrial)
    {
        foreach (string kept in policy.Kept)
        {
            await output.WriteLineAsync($"Kept as it was: {kept}");
        }

        foreach (string kept in settings.Kept)
        {
            await output.WriteLineAsync($"Kept as it was: {kept}");
        }

        if (policy.Kept.Count + settings.Kept.Count > 0)
        {
            await output.WriteLineAsync("With --replace the imported ones are taken instead, except where a file declares them.");
        }

        if (policy.Taken.Count > 0)
        {
            await output.WriteLineAsync($"{(isTrial ? "Would be in force at once" : "In force")}: {string.Join("; ", policy.Taken)}.");
        }

        if (settings.Applied.Count > 0)
        {
            await output.WriteLineAsync($"{(isTrial ? "Would take effect" : "Takes effect")} with the next start: {string.Join(", ", settings.Applied)}.");
        }

        await output.WriteLineAsync(
            isTrial ? "Nothing was changed: this was a dry run." : settings.Applied.Count + policy.Taken.Count == 0 ? "There was nothing to change." : "Imported.");
    }

    private static async Task<int> RefuseAsync(CommandContext context, IEnumerable<string> problems, int code)
    {
        foreach (string problem in problems)
        {
            await context.Error.WriteLineAsync(problem);
        }

        await context.Error.WriteLineAsync("Nothing was changed.");
        return code;
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
