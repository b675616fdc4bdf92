using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.People;

/// <summary>One condition of rules on whoever asks (<c>$client</c>, <c>$ctag</c>), decided when classes are composed.</summary>
/// <param name="Networks">All networks that it names: within one of them, and outside of all, it is the same for all addresses of a device.</param>
/// <param name="Holds">
/// Whether it holds for the addresses of a network, all of which belong to a device. No network: for addresses outside of all that
/// matter. No device: for addresses that none is declared for.
/// </param>
internal sealed record AskerCondition(IReadOnlyList<Hosting.NetworkPrefix> Networks, Func<Hosting.NetworkPrefix?, DeviceOptions?, bool> Holds)
{
    private const string ClientIdPrefix = "id:";

    /// <summary>The condition as rules have it.</summary>
    public ClientCondition? Rule { get; private init; }

    public static AskerCondition Of(ClientCondition rule) =>
        new([.. rule.Networks.Select(network => new Hosting.NetworkPrefix(network.Address.High, network.Address.Low, network.Bits))], (network, device) => rule.Holds(IdentityOf(network, device)))
        {
            Rule = rule,
        };

    private static ClientIdentity IdentityOf(Hosting.NetworkPrefix? network, DeviceOptions? device) => new(
        network is { } own ? [Matching.NetworkPrefix.Of(new Queries.ClientAddress(own.High, own.Low), own.Bits)] : [],
        device is null ? [] : [device.Name, .. device.Addresses.Where(address => address.StartsWith(ClientIdPrefix, StringComparison.OrdinalIgnoreCase)).Select(address => address[ClientIdPrefix.Length..])],
        device?.Tags ?? []);
}
