using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Home;

/// <summary>Keeps the home's choice of privacy with its groups: the one that everybody is in, and that of the children.</summary>
internal sealed class GroupPrivacy(PolicyAdministration administration, PolicyStore store)
{
    private static readonly string[] Names = [GroupOptions.DefaultName, FirstChoices.Children];

    /// <inheritdoc cref="SavePrivacy"/>
    public async Task<Outcome> SaveAsync(Actor actor, PrivacyLevel level, CancellationToken cancellationToken)
    {
        // The most open level is what holds where nothing is said.
        PrivacyLevel? wanted = level is PrivacyLevel.Full ? null : level;
        Outcome outcome = Outcome.Done;
        foreach (GroupOptions group in Names.Where(store.Model.HasGroup).Select(store.Model.GroupOf).Where(group => group.Privacy != wanted).ToArray().TakeWhile(_ => outcome.IsDone))
        {
            outcome = await FirstChoices.PutAsync(administration, store, actor, group with { Privacy = wanted }, cancellationToken);
        }

        return outcome;
    }
}
