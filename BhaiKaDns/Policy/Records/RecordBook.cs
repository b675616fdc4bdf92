using System.Text;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Records;

/// <summary>
/// Holds where records come from: the settings, the database, and hosts files in their last good state. Used by one thread at a time.
/// </summary>
internal sealed partial class RecordBook(IOptions<PolicyOptions> options, HealthBoard board, ILogger<RecordBook> logger)
{
    /// <summary>Name of this part on the health board, where hosts files are used at all.</summary>
    public const string Part = "hosts-files";

    private readonly HostsFileState[] _files = [.. options.Value.HostsFiles.Select(path => new HostsFileState(path))];

    /// <summary>Whether there is anything to look at again.</summary>
    public bool HasFiles => _files.Length > 0;

    /// <summary>Records kept in the database; those of the settings stand before them.</summary>
    public IReadOnlyList<RecordOptions> Stored { get; set; } = [];

    public LocalRecords Compile() => LocalRecords.Compile([.. options.Value.Records, .. Stored], _files.SelectMany(file => file.Records));

    /// <summary>Looks at the hosts files and reads those that changed. One that cannot be read keeps its last good records.</summary>
    /// <returns>Whether records changed.</returns>
    public bool Refresh()
    {
        bool isChanged = false;
        foreach (HostsFileState file in _files)
        {
            isChanged |= Refresh(file);
        }

        if (HasFiles)
        {
            Publish();
        }

        return isChanged;
    }

    private bool Refresh(HostsFileState file)
    {
        string? problem;
        try
        {
            using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            (DateTime Time, long Length) seen = (File.GetLastWriteTimeUtc(stream.SafeFileHandle), stream.Length);
            if (seen == file.Seen)
            {
                return false;
            }

            if (seen.Length <= HostsFile.MaxLength)
            {
                using StreamReader reader = new(stream, Encoding.UTF8);
                if (HostsFile.Read(reader) is { } records)
                {
                    file.Seen = seen;
                    file.Records = records;
                    file.Problem = null;
                    LogRead(records.Count);
                    return true;
                }
            }

            problem = seen.Length > HostsFile.MaxLength ? "is larger than any hosts file" : "is not a hosts file";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = "could not be read";
        }

        if (problem != file.Problem)
        {
            file.Problem = problem;
            LogBroken(file.Path, problem, file.Seen is null ? "it has no records in force" : "its last good records stay");
        }

        // What comes back after trouble is read again, even if it looks as before.
        file.Seen = file.Seen is null ? null : (DateTime.MinValue, -1);
        return false;
    }

    private void Publish()
    {
        HostsFileState? ailing = _files.FirstOrDefault(file => file.Problem is not null);
        if (ailing is null)
        {
            board.Report(Part, HealthState.Ok, $"{_files.Length} hosts files with {_files.Sum(file => file.Records.Count)} addresses of names are in force.");
        }
        else
        {
            board.Report(Part, HealthState.Degraded, $"The hosts file '{ailing.Path}' {ailing.Problem}; {(ailing.Seen is null ? "it has no records in force" : "its last good records stay")}.");
        }
    }

    [LoggerMessage(1460, LogLevel.Warning, "The hosts file '{Path}' {Problem}; {Consequence}.")]
    private partial void LogBroken(string path, string problem, string consequence);

    [LoggerMessage(1461, LogLevel.Information, "A hosts file was read: it has {Count} addresses of names.")]
    private partial void LogRead(int count);

    private sealed class HostsFileState(string path)
    {
        public string Path => path;

        /// <summary>Time and length of what was read last; null before the first good reading.</summary>
        public (DateTime Time, long Length)? Seen { get; set; }

        public string? Problem { get; set; }

        public IReadOnlyList<LocalRecord> Records { get; set; } = [];
    }
}
