using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Pipeline;

/// <summary>Checks the upstreams of groups; here, because policy and resolution do not know each other.</summary>
internal sealed class GroupUpstreamsValidator : IValidateOptions<PolicyOptions>
{
    private const int MaxListed = 16;

    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        ValidateOptionsResultBuilder problems = new();
        for (int index = 0; index < options.Groups.Count; index++)
        {
            foreach (string problem in ProblemsOf(options.Groups[index]))
            {
                problems.AddError($"Policy:Groups:{index}:{problem}");
            }
        }

        return problems.Build();
    }

    /// <summary>What is wrong with the upstreams of a group: each with the key within the group.</summary>
    public static IEnumerable<string> ProblemsOf(GroupOptions group)
    {
        if (group.Upstreams.Count > MaxListed)
        {
            yield return $"Upstreams: more than {MaxListed} upstreams.";
        }

        for (int index = 0; index < group.Upstreams.Count; index++)
        {
            if (!UpstreamAddress.TryParse(group.Upstreams[index], out _, out string problem))
            {
                yield return $"Upstreams:{index}: {problem}";
            }
        }
    }
}
