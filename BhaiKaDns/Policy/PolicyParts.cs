using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy;

/// <summary>What a policy is composed of. Each part is compiled by itself, so that a change of one leaves the others alone.</summary>
/// <param name="Personal">What persons allowed and blocked; the number of a "list" is that of whom it holds for.</param>
/// <param name="Rules"><c>Filtering:Rules</c>.</param>
/// <param name="Services">All services that can be blocked; the number of a "list" is that of a service.</param>
internal sealed record PolicyParts(CompiledRules Personal, CompiledRules Rules, CompiledRules Lists, CompiledRules Services)
{
    public static readonly PolicyParts Empty = new(CompiledRules.Empty, CompiledRules.Empty, CompiledRules.Empty, CompiledRules.Empty);

    /// <summary>Whether anything is judged at all.</summary>
    public PolicyMode Mode { get; init; }
}
