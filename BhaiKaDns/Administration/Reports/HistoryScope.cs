using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Reports;

/// <summary>Whose queries a report speaks of. With neither a group nor a client, everybody's.</summary>
/// <param name="Client">Name of a device, or an address.</param>
internal sealed record HistoryScope(string? Group, string? Client)
{
    public static readonly HistoryScope Everybody = new(null, null);

    public bool IsEverybody => string.IsNullOrEmpty(Group) && string.IsNullOrEmpty(Client);

    /// <summary>Who belongs to it; null with the problem if there is no such group or device.</summary>
    public Func<ClientAddress, bool>? ToTest(HomeNames names, out QuestionProblem? problem)
    {
        problem = null;
        Func<ClientAddress, bool>? ofGroup = string.IsNullOrEmpty(Group) ? _ => true : names.ForSearch.Group!(Group);
        Func<ClientAddress, bool>? ofClient = string.IsNullOrEmpty(Client) ? _ => true : names.ForSearch.Device!(Client);
        if (ofGroup is null)
        {
            problem = new QuestionProblem("group", 0, "There is no group of this name.");
            return null;
        }

        if (ofClient is null)
        {
            problem = new QuestionProblem("client", 0, "There is no device of this name.");
            return null;
        }

        return client => ofGroup(client) && ofClient(client);
    }
}
