using System.CommandLine;
using System.Text.Json.Serialization.Metadata;

namespace BhaiKaDns.Commands;

/// <summary><c>pause</c>, <c>resume</c>, <c>allow</c>, <c>block</c>: act on the running instance.</summary>
internal static class ActionCommands
{
    private const string NotATime = "is not a span of time; write 30s, 10m, 1h30m or 2d.";

    public static IEnumerable<Command> All(CommandContext context) =>
        [Pause(context), Resume(context), Decide(context, "allow", "Allow a name and all below it, whatever lists say."), Decide(context, "block", "Block a name and all below it.")];

    private static Command Pause(CommandContext context)
    {
        Option<string?> length = new("--for") { Description = "How long, for example 10m or 1h; left out: until it is resumed." };
        Option<string?> group = new("--group") { Description = "Only this group." };
        Command pause = new("pause", "Switch filtering off for a while.") { length, group };
        pause.SetAction((parsed, cancellation) => RunAsync(
            context,
            parsed.GetValue(length),
            seconds => ("pause", new PauseBody(parsed.GetValue(group), seconds), CommandJson.Default.PauseBody),
            $"Filtering is paused for {parsed.GetValue(group) ?? "the whole home"}{End(parsed.GetValue(length), ", until it is resumed")}.",
            cancellation));
        return pause;
    }

    private static Command Resume(CommandContext context)
    {
        Option<string?> group = new("--group") { Description = "Only this group." };
        Command resume = new("resume", "End a pause.") { group };
        resume.SetAction((parsed, cancellation) => RunAsync(
            context,
            length: null,
            _ => ("resume", new PauseBody(parsed.GetValue(group), ForSeconds: null), CommandJson.Default.PauseBody),
            $"Filtering is on for {parsed.GetValue(group) ?? "the whole home"}.",
            cancellation));
        return resume;
    }

    private static Command Decide(CommandContext context, string verb, string description)
    {
        Argument<string> name = new("NAME") { Description = "The name." };
        Option<string?> client = new("--client") { Description = "Only for this device or address." };
        Option<string?> length = new("--for") { Description = "How long, for example 1h; left out: for good." };
        Command decide = new(verb, description) { name, client, length };
        decide.SetAction((parsed, cancellation) => RunAsync(
            context,
            parsed.GetValue(length),
            seconds => (verb, new DecideBody(parsed.GetRequiredValue(name), parsed.GetValue(client), seconds), CommandJson.Default.DecideBody),
            $"{parsed.GetValue(name)}: {(verb == "allow" ? "allowed" : "blocked")} for {parsed.GetValue(client) ?? "everybody"}{End(parsed.GetValue(length), "")}.",
            cancellation));
        return decide;
    }

    private static string End(string? length, string otherwise) => length is null ? otherwise : $", for {length}";

    private static async Task<int> RunAsync<T>(
        CommandContext context, string? length, Func<long?, (string Path, T Body, JsonTypeInfo<T> Type)> request, string done, CancellationToken cancellationToken)
    {
        long seconds = 0;
        if (length is not null && !Duration.TryParse(length, out seconds))
        {
            await context.Error.WriteLineAsync($"--for: '{length}' {NotATime}");
            return ExitCodes.BadSettings;
        }

        (string path, T body, JsonTypeInfo<T> type) = request(length is null ? null : seconds);
        using RunningInstance instance = new(context.DataDirectory);
        try
        {
            if (!await instance.TryPostAsync(path, body, type, cancellationToken))
            {
                await context.Error.WriteLineAsync($"No running instance answers in {context.DataDirectory.Path}.");
                return ExitCodes.Unexpected;
            }
        }
        catch (CommandException refused)
        {
            await context.Error.WriteLineAsync(refused.Message);
            return ExitCodes.BadSettings;
        }

        await context.Output.WriteLineAsync(done);
        return ExitCodes.Done;
    }
}

/// <summary>Of <c>/api/v1/pause</c> and <c>resume</c>.</summary>
internal sealed record PauseBody(string? Group, long? ForSeconds);

/// <summary>Of <c>/api/v1/allow</c> and <c>block</c>.</summary>
internal sealed record DecideBody(string Name, string? Client, long? ForSeconds);
