using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Components.Parts;

/// <summary>Why a form was not saved, so that each field can show what is wrong with it. Cascaded to the parts of the form.</summary>
internal sealed class FormProblems(IEnumerable<ModelProblem> problems)
{
    public static readonly FormProblems None = new([]);

    private readonly (string Key, string Sentence)[] _problems = [.. problems.Select(problem => (WithoutKind(problem.Key), problem.Problem)).Distinct()];

    public bool Any => _problems.Length > 0;

    public IEnumerable<string> All => _problems.Select(problem => problem.Sentence).Distinct();

    /// <summary>What is wrong with a field, or with one of its lines.</summary>
    /// <param name="key">As in settings, without the kind of object: <c>Addresses</c>, <c>ReasonModes:0</c>.</param>
    public IEnumerable<string> At(string key) => _problems
        .Where(problem => problem.Key.Equals(key, StringComparison.OrdinalIgnoreCase) || problem.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))
        .Select(problem => problem.Sentence);

    // "Groups:Lists:1" stands for the second list of the group that the form shows.
    private static string WithoutKind(string key) => key.IndexOf(':', StringComparison.Ordinal) is > 0 and int end ? key[(end + 1)..] : "";
}
