using System.Globalization;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Administration;

/// <summary>
/// Names that people called good or bad, as examples for training: <c>feedback.tsv</c> of the data directory, a line each with time, name
/// and verdict, for the owner's eyes only. Bounded: when it is full the oldest tenth goes. Any thread.
/// </summary>
internal sealed class FeedbackFile(DataDirectory directory, TimeProvider time)
{
    public const string FileName = "feedback.tsv";
    public const int MostLines = 10_000;

    private readonly Lock _gate = new();

    private string Path => directory.Combine(FileName);

    /// <param name="name">In presentation form.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Add(string name, bool isGood)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\t{name}\t{(isGood ? "good" : "bad")}\n");
        lock (_gate)
        {
            Directory.CreateDirectory(directory.Path);
            string[] kept = File.Exists(Path) ? File.ReadAllLines(Path) : [];
            if (kept.Length < MostLines)
            {
                Write(Path, FileMode.Append, line);
                return;
            }

            string beside = Path + ".new";
            Write(beside, FileMode.Create, string.Concat(kept[(kept.Length - (MostLines * 9 / 10))..].Select(old => old + "\n")) + line);
            File.Move(beside, Path, overwrite: true);
        }
    }

    private static void Write(string path, FileMode mode, string text)
    {
        FileStreamOptions owner = new() { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using StreamWriter writer = new(path, owner);
        writer.Write(text);
    }
}
