using System.Collections;
using System.CommandLine;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Commands;

/// <summary>Reads the arguments and runs one command. Settings among the arguments were taken out before the commands see them.</summary>
internal static class CommandLine
{
    private const string Run = "run";

    /// <param name="programDirectory">Where <c>appsettings.json</c> lies beside the executable.</param>
    /// <returns>An exit code of the contract.</returns>
    public static async Task<int> InvokeAsync(
        string[] arguments, Composition composition, string programDirectory, IDictionary environment, TextWriter output, TextWriter error)
    {
        ArgumentSplit split = ArgumentSettings.Split(arguments);
        CommandContext context = new(composition, SettingsLoader.Load(programDirectory, environment, split), output, error);

        // The parser of the command line costs a fifth of the start; the server does not need it.
        if (split.Words is [] or [Run])
        {
            return await RunCommand.InvokeAsync(context);
        }

        ParseResult parsed = Root(context).Parse(split.Words);
        if (parsed.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError problem in parsed.Errors)
            {
                await error.WriteLineAsync(problem.Message);
            }

            return ExitCodes.BadSettings;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Root(CommandContext context)
    {
        RootCommand root = new("Bhai Ka DNS, the DNS server of a home. A setting is given as --Section:Key value, for example --Dns:Listen:0 127.0.0.1:5353.");
        Command run = new(Run, "Start everything; the default.");
        run.SetAction((_, _) => RunCommand.InvokeAsync(context));
        Command check = new("check", "Validate the settings and the audit trail, and list every problem.");
        check.SetAction((_, _) => CheckCommand.InvokeAsync(context));
        Command status = new("status", "Tell how the running instance is.");
        status.SetAction((_, cancellation) => StatusCommand.InvokeAsync(context, cancellation));
        Command health = new("health", "Ask the running instance a real question; exit code 0 or 1.");
        health.SetAction((_, cancellation) => HealthCommand.InvokeAsync(context, cancellation));
        Command services = new("services", "List the services that a group may block: id, category and name.");
        Option<bool> json = new("--json") { Description = "Print JSON as the API gives it." };
        services.Add(json);
        services.SetAction((parsed, _) => ServicesCommand.InvokeAsync(context, parsed.GetValue(json)));
        root.SetAction((_, _) => RunCommand.InvokeAsync(context));
        root.Add(run);
        root.Add(check);
        root.Add(Why(context));
        root.Add(status);
        root.Add(health);
        root.Add(services);
        root.Add(Lists(context));
        root.Add(Import(context));
        root.Add(UserCommands.Of(context));
        root.Add(SettingsCommands.Of(context));
        foreach (Command action in ActionCommands.All(context).Concat(ModelCommands.All(context)))
        {
            root.Add(action);
        }

        return root;
    }

    private static Command Lists(CommandContext context)
    {
        Command lists = new("lists", "Show the lists in use, how they are and what they do.");
        lists.SetAction((_, cancellation) => ListsCommand.ShowAsync(context, cancellation));
        Command presets = new("presets", "Show the lists that are offered by name: write preset:ID as a list's Source.");
        presets.SetAction((_, _) => ListsCommand.ShowPresetsAsync(context));
        Argument<string?> name = new("NAME") { Description = "Name of one list; all if left out.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> accept = new("--accept") { Description = "Take also what is held back because it is suspiciously short." };
        Command refresh = new("refresh", "Ask the servers of lists for newer texts now.") { name, accept };
        refresh.SetAction((parsed, cancellation) => ListsCommand.RefreshAsync(context, parsed.GetValue(name), parsed.GetValue(accept), cancellation));
        lists.Add(presets);
        lists.Add(refresh);
        return lists;
    }

    private static Command Import(CommandContext context)
    {
        Argument<string> file = new("FILE") { Description = "AdGuardHome.yaml, a Teleporter archive of a Pi-hole, a YAML file of blocky, a dnsmasq or hosts file." };
        Option<bool> trial = new("--dry-run") { Description = "Say what would be taken, and change nothing." };
        Option<bool> replace = new("--replace") { Description = "Take what is imported also in place of what is there already." };
        Command import = new("import", "Take over the configuration of another program.") { file, trial, replace };
        import.SetAction((parsed, cancellation) => ImportCommand.InvokeAsync(
            context, parsed.GetRequiredValue(file), parsed.GetValue(trial), parsed.GetValue(replace), cancellation));
        return import;
    }

    private static Command Why(CommandContext context)
    {
        Argument<string> name = new("NAME") { Description = "The name asked for." };
        Option<string> type = new("--type") { Description = "Record type, for example A, AAAA or HTTPS.", DefaultValueFactory = _ => "A" };
        Option<string?> client = new("--client") { Description = "Address of the client that asks." };
        Option<bool> json = new("--json") { Description = "Print JSON as the API gives it." };
        Command why = new("why", "Tell what would be decided about a name, and the evidence.") { name, type, client, json };
        why.SetAction((parsed, cancellation) => WhyCommand.InvokeAsync(
            context, parsed.GetRequiredValue(name), parsed.GetRequiredValue(type), parsed.GetValue(client), parsed.GetValue(json), cancellation));
        return why;
    }
}
