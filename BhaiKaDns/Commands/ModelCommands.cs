using System.CommandLine;
using BhaiKaDns.Intelligence.Evaluation;

namespace BhaiKaDns.Commands;

/// <summary><c>train</c> and <c>evaluate</c> on the command line.</summary>
internal static class ModelCommands
{
    public static IEnumerable<Command> All(CommandContext context) => [Train(context), Evaluate(context)];

    private static Command Train(CommandContext context)
    {
        Option<string> data = Data();
        Option<string?> target = new("--out") { Description = "Folder for the models; the data directory's own if left out, where they take the place of those in the program." };
        Command train = new("train", "Make the models of threats, hosts and categories from data files.") { data, target };
        train.SetAction((parsed, cancellation) => TrainCommand.InvokeAsync(context, parsed.GetRequiredValue(data), parsed.GetValue(target), cancellation));
        return train;
    }

    private static Command Evaluate(CommandContext context)
    {
        Option<string> data = Data();
        Option<string?> model = new("--model") { Description = "A file of a threat model; otherwise what the server would use." };
        Option<int?> leaveOut = new("--leave-out") { Description = $"Train without a part of the data, 0 to {HeldOutSplit.Parts - 1}, and measure on that." };
        Option<bool> json = new("--json") { Description = "Print JSON with every row." };
        Command evaluate = new("evaluate", "Measure models and detectors on data files of known formats.") { data, model, leaveOut, json };
        evaluate.SetAction((parsed, cancellation) => EvaluateCommand.InvokeAsync(
            context, new EvaluationRequest(parsed.GetRequiredValue(data), parsed.GetValue(model), parsed.GetValue(leaveOut), parsed.GetValue(json)), cancellation));
        return evaluate;
    }

    private static Option<string> Data() => new("--data") { Description = "Folder of the data files.", Required = true };
}
