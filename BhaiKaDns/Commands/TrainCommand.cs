using System.Diagnostics;
using System.Globalization;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Commands;

/// <summary><c>train</c>: makes the three model files from data files. The same data gives the same octets.</summary>
internal static class TrainCommand
{
    private static readonly (string File, Func<string, byte[]> Make)[] Models =
    [
        (ModelFiles.Threat, data => ModelBuilder.Threat(data, (_, _) => true)),
        (ModelFiles.Host, data => ModelBuilder.Host(data, (_, _) => true)),
        (ModelFiles.Category, ModelBuilder.Category),
    ];

    /// <param name="directory">Of the data files.</param>
    /// <param name="target">Of the models; null for the data directory's own folder, whose models are used instead of the embedded ones.</param>
    public static async Task<int> InvokeAsync(CommandContext context, string directory, string? target, CancellationToken cancellationToken)
    {
        string[] missing = [.. ModelBuilder.Needed.Where(file => !File.Exists(Path.Combine(directory, file)))];
        foreach (string file in missing)
        {
            await context.Error.WriteLineAsync($"{Path.Combine(directory, file)} is missing.");
        }

        if (missing.Length > 0)
        {
            return ExitCodes.BadSettings;
        }

        try
        {
            await TrainAsync(context.Output, directory, target ?? context.DataDirectory.Combine(ModelFiles.Folder), cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"No model was made: {failure.Message}");
            return ExitCodes.BadSettings;
        }
    }

    private static async Task TrainAsync(TextWriter output, string directory, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        long start = Stopwatch.GetTimestamp();
        foreach ((string file, Func<string, byte[]> make) in Models)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long from = Stopwatch.GetTimestamp();
            byte[] octets = make(directory);
            string path = Path.Combine(target, file);

            // A running server reads whole files only.
            await File.WriteAllBytesAsync($"{path}.new", octets, cancellationToken);
            File.Move($"{path}.new", path, overwrite: true);
            string hash = ModelFile.TryRead(octets, out _)!.Hash;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}: {octets.Length} octets in {Stopwatch.GetElapsedTime(from).TotalSeconds:F1} s, SHA-256 {hash}"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"All models were made in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s."));
    }
}
