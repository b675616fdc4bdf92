using System.CommandLine;

namespace BhaiKaDns.Commands;

/// <summary><c>train</c> and <c>evaluate</c> on the command line.</summary>
internal static class ModelCommands
{
    public static IEnumerable<Command> All(CommandContext context) => [Train(context)];

    private static Command Train(CommandContext context)
    {
        Option<string> data = Data();
        Option<string?> target = new("--out") { Description = "Folder for the models; the data directory's own if left out, where they take the place of those in the program." };
        Command train = new("train", "Make the models of threats, hosts and categories from data files.") { data, target };
        train.SetAction((parsed, cancellation) => TrainCommand.InvokeAsync(context, parsed.GetRequiredValue(data), parsed.GetValue(target), cancellation));
        return train;
    }

    private static Option<string> Data() => new("--data") { Description = "Folder of the data files.", Required = true };
}
