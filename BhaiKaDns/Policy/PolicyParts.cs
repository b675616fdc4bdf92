using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy;

/// <summary>What a policy is composed of. Each part is compiled by itself, so that a change of one leaves the others alone.</summary>
/// <param name="Personal">What persons allowed and blocked; the number of a "list" is that of whom it holds for.</param>
/// <param name="Rules"><c>Filtering:Rules</c>.</param>
internal sealed record PolicyParts(CompiledRules Personal, CompiledRules Rules, CompiledRules Lists)
{
    public static readonly PolicyParts Empty = new(CompiledRules.Empty, CompiledRules.Empty, CompiledRules.Empty);

    /// <summary>Records of this home.</summary>
    public LocalRecords Records { get; init; } = LocalRecords.Empty;

    /// <summary>Whether anything is judged at all.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>What the settings say about answers.</summary>
    public AnswerSettings Answers { get; init; } = AnswerSettings.Default;
}
