using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Saves groups as pages show them: also the group "default", which is there before anybody kept it.</summary>
internal sealed class GroupChanges(PolicyStore policy, PolicyAdministration administration, IOptions<PolicyOptions> declared)
{
    /// <summary>Declared in a file.</summary>
    public bool IsReadOnly(GroupOptions group) => declared.Value.Groups.Any(known => PolicyModel.Same(known.Name, group.Name));

    /// <summary>It can be taken away: somebody added it.</summary>
    public bool IsRemovable(GroupOptions group) => policy.Model.Stored.Groups.Contains(group) && !PolicyModel.Same(group.Name, GroupOptions.DefaultName);

    /// <param name="shown">What the page began with; null for a new group.</param>
    public async Task<Outcome> SaveAsync(Actor actor, GroupOptions? shown, GroupOptions next, CancellationToken cancellationToken)
    {
        ModelProblem[] upstreams = [.. GroupUpstreamsValidator.ProblemsOf(next).Select(ToProblem)];
        if (upstreams.Length > 0)
        {
            return new Outcome(OutcomeKind.Invalid, upstreams);
        }

        if (shown is not null && PolicyModel.Same(shown.Name, GroupOptions.DefaultName) && !PolicyModel.Same(next.Name, GroupOptions.DefaultName))
        {
            return Outcome.Refused(OutcomeKind.Invalid, "Groups:Name", "the group default keeps its name: unknown devices are in it.");
        }

        bool isKept = shown is not null && (IsReadOnly(shown) || policy.Model.Stored.Groups.Any(group => PolicyModel.Same(group.Name, shown.Name)));
        return shown is null || (!isKept && PolicyModel.Same(shown.Name, GroupOptions.DefaultName))
            ? await administration.AddAsync(actor, PolicyKinds.Groups, next, cancellationToken)
            : await administration.ChangeAsync(actor, PolicyKinds.Groups, shown.Name, next, ObjectVersion.Of(shown), cancellationToken);
    }

    private static ModelProblem ToProblem(string text)
    {
        int end = text.IndexOf(": ", StringComparison.Ordinal);
        return new ModelProblem($"Groups:{text[..end]}", text[(end + 2)..]);
    }
}
