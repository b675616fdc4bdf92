using System.Net;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Administration.Reports;

/// <summary>Gathers the names of this home from the slices that know them.</summary>
internal static class HomeNamesJoin
{
    public static HomeNames Of(PolicyStore policy, LearnedNames learned, ListCatalog lists, UpstreamDirectory upstreams)
    {
        string? DeviceOf(ClientAddress client) => policy.Current.Clients.DeviceOf(client) ?? learned.NameOf(client);
        return new HomeNames
        {
            ForSearch = new QuerySearchNames
            {
                Device = name => DeviceTest(policy, learned, DeviceOf, name),
                Group = name => GroupTest(policy, name),
                List = name => ListNumber(policy, name),
                Upstream = address => upstreams.All.FirstOrDefault(upstream => PolicyModel.Same(upstream.Address.Text, address))?.Number,
            },
            DeviceOf = DeviceOf,
            ListOf = id => id == 0 ? null : ServiceCatalog.NameOf(id) ?? lists.NameOf(id),
            UpstreamOf = number => number == 0 || number > upstreams.All.Count ? null : upstreams.All[number - 1].Address.Text,
            Groups = () => [.. policy.Model.Groups.Select(group => group.Name)],
            Devices = () =>
            [
                .. policy.Model.Devices.Select(device => device.Name)
                    .Concat(learned.All.Select(known => known.Name).OfType<string>().Order(StringComparer.OrdinalIgnoreCase))
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
        };
    }

    // An address stands for itself, so that one field finds both.
    private static Func<ClientAddress, bool>? DeviceTest(PolicyStore policy, LearnedNames learned, Func<ClientAddress, string?> deviceOf, string name)
    {
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            ClientAddress wanted = ClientAddress.From(address);
            return client => client == wanted;
        }

        bool isKnown = policy.Model.DeviceOf(name) is not null || learned.All.Any(known => known.Name is { } text && PolicyModel.Same(text, name));
        return isKnown ? client => PolicyModel.Same(deviceOf(client) ?? "", name) : null;
    }

    private static Func<ClientAddress, bool>? GroupTest(PolicyStore policy, string name) => policy.Model.HasGroup(name)
        ? client => policy.Current is var now && PolicyModel.Same(now.ClassAt(now.ClassOf(client)).Group.Name, name)
        : null;

    private static ushort? ListNumber(PolicyStore policy, string name) => policy.Lists.FirstOrDefault(list => PolicyModel.Same(list.Name, name))?.Id
        ?? (PolicyModel.Same(name, ListCatalog.RulesName) ? ListCatalog.RulesId : (ushort?)null)
        ?? ServiceCatalog.Find(name)?.Number;
}
