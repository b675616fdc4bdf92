using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Import;

/// <summary>What became of the people, records and lists of an import.</summary>
/// <param name="Taken">What was added or replaced.</param>
/// <param name="Kept">What was there already and stayed, each with a reason.</param>
/// <param name="Problems">Why nothing was changed; empty if it was.</param>
/// <param name="IsStored">False if the database does not take anything.</param>
internal sealed record ImportOutcome(IReadOnlyList<string> Taken, IReadOnlyList<string> Kept, IReadOnlyList<string> Problems, bool IsStored = true)
{
    public static readonly ImportOutcome Nothing = new([], [], []);

    public static ImportOutcome From(PolicyImportResult result) => new(
        result.Taken,
        result.Skipped,
        [.. result.Edit.Problems.Select(problem => problem.Key.Length == 0 ? problem.Problem : problem.ToString())],
        result.Edit.Error is not PolicyEditError.NotStored);
}
