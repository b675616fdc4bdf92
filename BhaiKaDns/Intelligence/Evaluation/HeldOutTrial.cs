using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Trains without a part of the data and measures on it, in a temporary folder that is gone afterwards.</summary>
internal static class HeldOutTrial
{
    /// <param name="part">Below <see cref="HeldOutSplit.Parts"/>.</param>
    public static EvaluationReport Run(string directory, int part)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bhaikadns-");
        try
        {
            string training = folder.CreateSubdirectory("training").FullName;
            string held = folder.CreateSubdirectory("held").FullName;
            HeldOutSplit split = new(directory, part);
            split.Write(held);
            HeldOutHosts.Write(directory, training, held);
            ThreatModel threat = ThreatModel.TryRead(ModelBuilder.Threat(directory, split.IsTrained), out _)!;
            HostModel? host = HostModel.TryRead(ModelBuilder.Host(training, (_, domain) => !HeldOutSplit.IsHeld(domain)), out _);
            CategoryModel? category = CategoryModel.TryRead(ModelBuilder.Category(training), out _);
            return new Evaluator(threat, host, category).Run(held) with { LeftOut = [.. split.LeftOut] };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
