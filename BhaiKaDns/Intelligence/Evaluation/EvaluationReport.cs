using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Intelligence.Typos;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>What <c>evaluate</c> found: a block for each kind of file that was there.</summary>
internal sealed record EvaluationReport
{
    public required IReadOnlyList<EvaluatedModel> Models { get; init; }

    /// <summary>Of the chance in training; measuring has none.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Families and sources that training left out for this report; null if it measured models that were there before.</summary>
    public IReadOnlyList<string>? LeftOut { get; init; }

    /// <summary>Files that are of no kind that is known.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    public IReadOnlyList<DgaResult>? Generated { get; init; }

    public IReadOnlyList<BenignResult>? Benign { get; init; }

    public IReadOnlyList<SwarmResult>? Swarms { get; init; }

    public IReadOnlyList<HostResult>? Phishing { get; init; }

    /// <summary>Brands found on phishing hosts, and what is flagged of benign ones.</summary>
    public IReadOnlyList<LookAlikeResult>? LookAlikes { get; init; }

    public CategoryResult? Categories { get; init; }

    public IReadOnlyList<TypoCounts>? Typos { get; init; }

    /// <summary>False corrections by kind.</summary>
    public IReadOnlyList<TypoCounts>? TypoNegatives { get; init; }

    /// <summary>False corrections of generated names, by family.</summary>
    public IReadOnlyList<TypoCounts>? TyposOfGenerated { get; init; }

    public IReadOnlyList<TunnelResult>? Tunnels { get; init; }

    public ThreatSetResult? ThreatSets { get; init; }

    public ScoringSpeed? Speed { get; init; }
}

internal sealed record EvaluatedModel(string Kind, int Version, int Bytes, string Hash);

/// <param name="File">Where the hosts were read.</param>
internal sealed record LookAlikeResult(string File, LookAlikeCounts Counts);
