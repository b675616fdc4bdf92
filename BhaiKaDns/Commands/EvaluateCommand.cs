using System.Text.Json;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Evaluation;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Commands;

/// <summary><c>evaluate</c>: how good models and detectors are on data files.</summary>
internal static class EvaluateCommand
{
    public static async Task<int> InvokeAsync(CommandContext context, EvaluationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            EvaluationReport? report = await ProblemOfAsync(context, request) ? null : request.LeaveOut is int part ? HeldOutTrial.Run(request.Directory, part) : await MeasureAsync(context, request, cancellationToken);
            if (report is null)
            {
                return ExitCodes.BadSettings;
            }

            await context.Output.WriteAsync(request.IsJson ? JsonSerializer.Serialize(report, EvaluationJson.Default.EvaluationReport) + "\n" : EvaluationText.Of(report));
            return ExitCodes.Done;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"Nothing was measured: {failure.Message}");
            return ExitCodes.BadSettings;
        }
    }

    private static async Task<bool> ProblemOfAsync(CommandContext context, EvaluationRequest request)
    {
        string? problem = !Directory.Exists(request.Directory) ? $"There is no folder {request.Directory}."
            : request.LeaveOut is < 0 or >= HeldOutSplit.Parts ? $"--leave-out takes 0 to {HeldOutSplit.Parts - 1}."
            : request is { LeaveOut: not null, Model: not null } ? "--leave-out makes models of its own; it does not go with --model."
            : null;
        string[] missing = request.LeaveOut is null || problem is not null ? [] : [.. ModelBuilder.Needed.Where(file => !File.Exists(Path.Combine(request.Directory, file)))];
        foreach (string line in problem is null ? missing.Select(file => $"{Path.Combine(request.Directory, file)} is missing.") : [problem])
        {
            await context.Error.WriteLineAsync(line);
        }

        return problem is not null || missing.Length > 0;
    }

    private static async Task<EvaluationReport?> MeasureAsync(CommandContext context, EvaluationRequest request, CancellationToken cancellationToken)
    {
        string models = context.DataDirectory.Combine(ModelFiles.Folder);
        ThreatModel? threat = ModelFiles.LoadThreat(models, out string problem);
        if (request.Model is string path)
        {
            threat = ModelFiles.TryReadOctets(path, out string reason) is byte[] octets ? ThreatModel.TryRead(octets, out reason) : null;
            problem = threat is null ? $"{path} is refused, {reason}." : "";
        }

        HostModel? host = ModelFiles.LoadHost(models, out string hostProblem);
        CategoryModel? category = ModelFiles.LoadCategory(models, out string categoryProblem);
        foreach (string line in new[] { problem, hostProblem, categoryProblem }.Where(line => line.Length > 0))
        {
            await context.Error.WriteLineAsync(line);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return threat is null ? null : new Evaluator(threat, host, category).Run(request.Directory);
    }
}

/// <param name="Model">File of a threat model to measure instead of the one in use.</param>
/// <param name="LeaveOut">Part of the data to train without and to measure on.</param>
internal sealed record EvaluationRequest(string Directory, string? Model, int? LeaveOut, bool IsJson);
