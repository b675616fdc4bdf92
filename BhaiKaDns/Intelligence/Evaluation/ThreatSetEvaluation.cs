using System.Diagnostics;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures sets of threat domains: the filter in front, and the exact set behind it, asked for a name and all its parents.</summary>
internal sealed class ThreatSetEvaluation
{
    private const double FilterRate = 0.01;
    private const int Rounds = 11;
    private const string Below = "www.";

    private readonly BloomFilter _filter;
    private readonly NameSet _set;
    private readonly List<byte[]> _listed = [];
    private readonly int _refused;

    /// <param name="files">Columns trail and domain.</param>
    public ThreatSetEvaluation(IEnumerable<string> files)
    {
        foreach (string[] cells in files.SelectMany(file => DataFile.Rows(file, leastCells: 2)))
        {
            if (WireOf(cells[1]) is byte[] name)
            {
                _listed.Add(name);
            }
            else
            {
                _refused++;
            }
        }

        _filter = new BloomFilter(Math.Max(1, _listed.Count), FilterRate);
        TagSets tags = new();
        ushort tag = tags.Of(1);

        // Room for one in eight more: the builder refuses when a set is full.
        using NameSetBuilder builder = new((_listed.Count * 9 / 8) + 16);
        foreach (byte[] name in _listed)
        {
            ulong hash = SuffixHashes.OfWhole(name, out int labels);
            _filter.Add(hash);
            if (!builder.TryAdd(hash, labels, tag, tags))
            {
                throw new UnreachableException("The set has room for all.");
            }
        }

        _set = builder.Build();
    }

    /// <param name="benign">Names that should not be found.</param>
    public ThreatSetResult Measure(IEnumerable<string> benign)
    {
        byte[][] others = [.. benign.Select(WireOf).OfType<byte[]>()];
        byte[][] clean = [.. others.Where(name => !IsListed(name))];
        byte[][] below = [.. _listed.Select(name => WireOf(Below + DomainNameText.ToText(name))).OfType<byte[]>()];
        byte[][] asked = others.Length > 0 ? others : [.. _listed];
        (double bestNs, double medianNs) = Time(asked, name => IsListed(name));
        (double filteredBestNs, double filteredMedianNs) = Time(asked, name => MayBeListed(name) && IsListed(name));
        return new ThreatSetResult(
            _listed.Count, _set.Count, _refused, Share(_listed, IsListed), Share(below, IsListed), others.Length, others.Length - clean.Length, Share(clean, MayBeListed),
            _set.MemoryLength, _filter.MemoryLength, bestNs, medianNs, filteredBestNs, filteredMedianNs);
    }

    private bool IsListed(byte[] name)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        int labels = SuffixHashes.Compute(name, hashes);
        for (int label = _set.MinLabels; label <= Math.Min(labels, _set.MaxLabels); label++)
        {
            if (_set.Find(hashes[label - 1]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool MayBeListed(byte[] name)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        int labels = SuffixHashes.Compute(name, hashes);
        for (int label = _set.MinLabels; label <= Math.Min(labels, _set.MaxLabels); label++)
        {
            if (_filter.MayContain(hashes[label - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static (double Best, double Median) Time(byte[][] names, Func<byte[], bool> ask)
    {
        double[] rounds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long from = Stopwatch.GetTimestamp();
            foreach (byte[] name in names)
            {
                _ = ask(name);
            }

            rounds[round] = Stopwatch.GetElapsedTime(from).TotalNanoseconds / Math.Max(1, names.Length);
        }

        Array.Sort(rounds);
        return (rounds[0], rounds[Rounds / 2]);
    }

    private static double Share(IReadOnlyCollection<byte[]> names, Func<byte[], bool> ask) => names.Count == 0 ? double.NaN : names.Count(ask) / (double)names.Count;

    private static byte[]? WireOf(string text)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        return DomainNameText.TryParse(text.ToLowerInvariant(), wire, out int length) && length > 1 ? wire[..length] : null;
    }
}

/// <summary>What sets of threat domains find and cost.</summary>
/// <param name="Refused">Rows that are no name.</param>
/// <param name="Found">Share of the listed names that are found.</param>
/// <param name="FoundBelow">Share of names below them that are found.</param>
/// <param name="BenignListed">Benign names that a list names, or a parent of them.</param>
/// <param name="FilterFalse">Share of the other benign names for which the filter asks the set for nothing.</param>
/// <param name="BestNanoseconds">Of a benign name with all its parents in the exact set; the filtered ones ask the filter first.</param>
internal sealed record ThreatSetResult(
    int Rows, int Names, int Refused, double Found, double FoundBelow, int Benign, int BenignListed, double FilterFalse, long SetBytes, long FilterBytes,
    double BestNanoseconds, double MedianNanoseconds, double FilteredBestNanoseconds, double FilteredMedianNanoseconds);
