using System.Globalization;
using System.IO.Compression;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Measures <see cref="TunnelGuard"/> and <see cref="TunnelBudget"/> on recorded windows: <c>tunnel_windows_*.tsv.gz</c> with the columns session,
/// label (<c>tunnel:KIND</c> or <c>benign:KIND</c>), seconds, qtype and qname, sorted by session. Each session is a device of its own.
/// </summary>
internal sealed class TunnelEvaluation(TunnelGuardList guarded, NaturalLetters letters, RegistrableAt registrableAt)
{
    private const int Columns = 5;
    private const long GapMs = 24 * 60 * 60 * 1000;

    private readonly TunnelGuard _guard = new(guarded, letters);
    private readonly List<TunnelSession> _sessions = [];

    /// <summary>Lines that were no query.</summary>
    public int Skipped { get; private set; }

    public IReadOnlyList<TunnelSession> Sessions => _sessions;

    /// <summary>Reads a compressed file.</summary>
    public void Read(Stream gzip)
    {
        using GZipStream unpacked = new(gzip, CompressionMode.Decompress, leaveOpen: true);
        using StreamReader reader = new(unpacked, Encoding.UTF8);
        Read(Lines(reader));
    }

    public void Read(IEnumerable<string> lines)
    {
        TunnelTrial? trial = null;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] fields = line.Split('\t');
            if (fields.Length != Columns
                || !double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                || !RecordTypeText.TryParse(fields[3], out RecordType type)
                || !DomainNameText.TryParse(fields[4], name, out int length))
            {
                Skipped++;
                continue;
            }

            if (trial is null || trial.Session != fields[0] || trial.Label != fields[1])
            {
                Finish(trial);
                trial = new TunnelTrial(fields[0], fields[1], new TunnelBudget(guarded, letters));
            }

            trial.Count(_guard, ClientOf(_sessions.Count), name[..length], registrableAt(name[..length]), type, (_sessions.Count * GapMs) + (long)(seconds * 1000));
        }

        Finish(trial);
    }

    /// <summary>One row a label, by label.</summary>
    public IReadOnlyList<TunnelResult> Results() =>
    [
        .. _sessions.GroupBy(session => session.Label, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new TunnelResult(
            group.Key,
            group.Count(),
            group.Count(session => session.FlaggedAfter > 0),
            Median(group.Where(session => session.FlaggedAfter > 0).Select(session => session.FlaggedAfter)),
            Median(group.Where(session => session.FlaggedAfter > 0).Select(session => session.OctetsUntilFlagged)),
            group.Count(session => session.IsCut),
            Median(group.Where(session => session.IsCut).Select(session => session.InformationPassed)),
            group.Max(session => session.InformationPassed))),
    ];

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static ClientAddress ClientOf(int session) => ClientAddress.FromIPv4(0x0A00_0000U + (uint)session);

    private static int Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    private void Finish(TunnelTrial? trial)
    {
        if (trial is not null)
        {
            _sessions.Add(trial.Result());
        }
    }
}
