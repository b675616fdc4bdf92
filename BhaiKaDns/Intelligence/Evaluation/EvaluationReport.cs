namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>What <c>evaluate</c> found: a block for each kind of file that was there.</summary>
internal sealed record EvaluationReport
{
    public required IReadOnlyList<EvaluatedModel> Models { get; init; }

    public IReadOnlyList<string> Skipped { get; init; } = [];

    public IReadOnlyList<DgaResult>? Generated { get; init; }

    public IReadOnlyList<BenignResult>? Benign { get; init; }

    public IReadOnlyList<SwarmResult>? Swarms { get; init; }

    public IReadOnlyList<HostResult>? Phishing { get; init; }

    public CategoryResult? Categories { get; init; }

    public ScoringSpeed? Speed { get; init; }
}

internal sealed record EvaluatedModel(string Kind, int Version, int Bytes, string Hash);

/// <param name="BestNanoseconds">Of a name scored alone, features and all; the least of several rounds.</param>
internal sealed record ScoringSpeed(int Names, double BestNanoseconds, double MedianNanoseconds, long AllocatedBytes);
