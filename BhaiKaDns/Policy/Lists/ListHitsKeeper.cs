using System.Globalization;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Keeps the hits of lists from run to run in <c>lists/hits.tsv</c>; a power cut costs those of the last minutes.</summary>
internal sealed partial class ListHitsKeeper(ListHits hits, DataDirectory directory, TimeProvider time, ILogger<ListHitsKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(5);

    private readonly string _path = directory.Combine("lists", "hits.tsv");
    private string _written = "";
    private bool _hasFailed;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    /// <summary>Reads what earlier runs counted; a file that cannot be understood counts as none.</summary>
    internal void Read()
    {
        try
        {
            if (File.Exists(_path))
            {
                hits.Remember(File.ReadLines(_path).Select(Parse));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            LogUnreadable(problem.Message);
        }
    }

    internal void Write()
    {
        string text = string.Concat(hits.Totals().Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}\t{pair.Value.Hits}\t{pair.Value.Unique}\n")));
        if (text == _written)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.WriteAllText(_path + ".new", text);
            File.Move(_path + ".new", _path, overwrite: true);
            _written = text;
            _hasFailed = false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                LogUnwritable(problem.Message);
            }

            _hasFailed = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Read();
        using PeriodicTimer timer = new(Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Write();
        }
    }

    private static KeyValuePair<ushort, HitCount> Parse(string line)
    {
        string[] values = line.Split('\t');
        return values.Length != 3
            ? throw new FormatException("a line has not three values")
            : KeyValuePair.Create(
                ushort.Parse(values[0], CultureInfo.InvariantCulture),
                new HitCount(long.Parse(values[1], CultureInfo.InvariantCulture), long.Parse(values[2], CultureInfo.InvariantCulture)));
    }

    [LoggerMessage(1470, LogLevel.Warning, "The hits of lists could not be read; counting begins anew: {Problem}")]
    private partial void LogUnreadable(string problem);

    [LoggerMessage(1471, LogLevel.Warning, "The hits of lists could not be written; they are tried again every five minutes: {Problem}")]
    private partial void LogUnwritable(string problem);
}
