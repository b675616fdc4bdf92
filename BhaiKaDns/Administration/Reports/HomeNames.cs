using System.Net;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Administration.Reports;

/// <summary>What people call the addresses and numbers that stand in log and history. Safe from any thread.</summary>
internal sealed class HomeNames(PolicyStore policy, LearnedNames learned, ListCatalog lists, UpstreamDirectory upstreams)
{
    /// <summary>What a search can be told of this home.</summary>
    public QuerySearchNames ForSearch { get; } = new()
    {
        Device = name => DeviceTest(policy, learned, name),
        Group = name => GroupTest(policy, name),
        List = name => ListNumber(policy, name),
        Upstream = address => upstreams.All.FirstOrDefault(upstream => PolicyModel.Same(upstream.Address.Text, address))?.Number,
    };

    /// <summary>Name of the declared device with this address, else the one that was learned for it; null if there is neither.</summary>
    public string? DeviceOf(ClientAddress client) => policy.Current.Clients.DeviceOf(client) ?? learned.NameOf(client);

    /// <summary>The same where it is declared; what was learned is no device of a rule.</summary>
    public string? DeclaredDeviceOf(ClientAddress client) => policy.Current.Clients.DeviceOf(client);

    /// <summary>Null if there is none of this number (any more).</summary>
    public string? ListOf(ushort id) => id == 0 ? null : ServiceCatalog.NameOf(id) ?? lists.NameOf(id);

    /// <summary>Null if none answered, or it is not configured any more.</summary>
    public string? UpstreamOf(byte number) => number == 0 || number > upstreams.All.Count ? null : upstreams.All[number - 1].Address.Text;

    // An address stands for itself, so that one field finds both.
    private static Func<ClientAddress, bool>? DeviceTest(PolicyStore policy, LearnedNames learned, string name)
    {
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            ClientAddress wanted = ClientAddress.From(address);
            return client => client == wanted;
        }

        bool isDeclared = policy.Model.DeviceOf(name) is not null;
        return isDeclared || learned.All.Any(known => known.Name is { } text && PolicyModel.Same(text, name))
            ? client => PolicyModel.Same(policy.Current.Clients.DeviceOf(client) ?? learned.NameOf(client) ?? "", name)
            : null;
    }

    private static Func<ClientAddress, bool>? GroupTest(PolicyStore policy, string name) => policy.Model.HasGroup(name)
        ? client => policy.Current is var now && PolicyModel.Same(now.ClassAt(now.ClassOf(client)).Group.Name, name)
        : null;

    private static ushort? ListNumber(PolicyStore policy, string name) => policy.Lists.FirstOrDefault(list => PolicyModel.Same(list.Name, name))?.Id
        ?? (PolicyModel.Same(name, ListCatalog.RulesName) ? ListCatalog.RulesId : (ushort?)null)
        ?? ServiceCatalog.Find(name)?.Number;
}
