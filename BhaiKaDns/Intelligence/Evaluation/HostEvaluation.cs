using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures the host model: hosts of phishing feeds against those that a large resolver sees.</summary>
internal sealed class HostEvaluation(HostModel model)
{
    private static readonly (string Name, double Share)[] FalseShares = [("1e-2", 1e-2), ("1e-3", 1e-3)];

    public IEnumerable<HostResult> Measure(IEnumerable<string> phishingFiles, IEnumerable<string> benignFiles)
    {
        float[] good = [.. benignFiles.SelectMany(file => DataFile.Rows(file)).Select(cells => ScoreOf(cells[0])).Order()];
        var sources = phishingFiles.SelectMany(file => DataFile.Rows(file, leastCells: 3)).Select(cells => (Source: cells[1], Host: cells[2])).Distinct().ToLookup(row => row.Source, row => ScoreOf(row.Host), StringComparer.Ordinal);
        foreach ((string source, float[] bad) in sources.Select(source => (source.Key, source.ToArray())).Prepend(("all", [.. sources.SelectMany(source => source)])))
        {
            yield return new HostResult(source, bad.Length, good.Length, ErrorCurve.Area(bad, good), FalseShares.ToDictionary(at => at.Name, at => ErrorCurve.Share(bad, ErrorCurve.Threshold(good, at.Share)), StringComparer.Ordinal));
        }
    }

    private float ScoreOf(string host) => model.ScoreText(DataFile.OctetsOf(host));
}

/// <summary>Phishing hosts of one source against hosts that a large resolver sees.</summary>
internal sealed record HostResult(string Source, int Hosts, int BenignHosts, double Area, IReadOnlyDictionary<string, double> DetectedAt);
