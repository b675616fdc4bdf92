using System.Net;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Finds the policy class of each network that matters: addresses of devices, addresses with rules of their own, and networks that
/// conditions of rules name. Within one of these networks nothing changes, so the longest that holds an address fixes its class.
/// </summary>
internal sealed class ClientTableBuilder(PolicyParts parts, ClassBuilder classes)
{
    private const int AddressBits = 128;

    private readonly Dictionary<NetworkPrefix, DeviceOptions> _devices = [];
    private int[] _lengths = [];

    public ClientTable Build()
    {
        Dictionary<ulong, DeviceOptions> macs = [];
        Dictionary<string, ClientPlace> clientIds = new(StringComparer.Ordinal);
        ushort unknown = Unknown();
        if (parts.Model.Devices.Count == 0 && parts.Conditions.Count == 0 && parts.Owners.Count == 0)
        {
            // Most homes at their first start, which should not wait for machinery that finds nothing.
            return new ClientTable { UnknownClass = unknown };
        }

        foreach (DeviceOptions device in parts.Model.Devices)
        {
            foreach (string text in device.Addresses)
            {
                _ = DeviceAddress.TryParse(text, out DeviceAddress address) && address.Kind switch
                {
                    DeviceAddressKind.Mac => macs.TryAdd(address.Mac, device),
                    DeviceAddressKind.ClientId => clientIds.TryAdd(address.ClientId, new ClientPlace(ClassOf(device), device.Name)),
                    _ => _devices.TryAdd(address.Network, device),
                };
            }
        }

        // An address that was declared stays with its device, whatever the neighbour table says.
        foreach (Neighbour neighbour in parts.Neighbours)
        {
            if (macs.TryGetValue(neighbour.Mac, out DeviceOptions? device))
            {
                _devices.TryAdd(new NetworkPrefix(neighbour.High, neighbour.Low, AddressBits), device);
            }
        }

        _lengths = [.. _devices.Keys.Select(network => network.Bits).Distinct().OrderDescending()];
        Dictionary<NetworkPrefix, ClientPlace> places = [];
        foreach (NetworkPrefix network in Networks())
        {
            places.TryAdd(network, PlaceOf(network));
        }

        return new ClientTable(places, clientIds) { UnknownClass = unknown };
    }

    // First of all, so that it has number 0 unless its upstreams change.
    private ushort Unknown() => classes.NumberOf(parts.Model.GroupOf(GroupOptions.DefaultName), [], Conditions(network: null, device: null));

    private IEnumerable<NetworkPrefix> Networks() => _devices.Keys
        .Concat(parts.Conditions.SelectMany(condition => condition.Networks))
        .Concat(parts.Owners.Keys.Select(OwnAddress).OfType<NetworkPrefix>());

    private static NetworkPrefix? OwnAddress(string owner) =>
        RuleOwners.TryGetAddress(owner, out IPAddress? address)
            ? new NetworkPrefix(NetworkPrefix.ToBits(address!).High, NetworkPrefix.ToBits(address!).Low, AddressBits)
            : null;

    private ClientPlace PlaceOf(NetworkPrefix network)
    {
        DeviceOptions? device = DeviceOf(network);
        GroupOptions group = parts.Model.GroupOf(device?.Group ?? GroupOptions.DefaultName);
        List<string> owners = device is null ? [] : [RuleOwners.OfDevice(device.Name)];
        if (network.Bits == AddressBits)
        {
            owners.Add(RuleOwners.OfAddress(ToAddress(network)));
        }

        return new ClientPlace(classes.NumberOf(group, owners, Conditions(network, device)), device?.Name);
    }

    private ushort ClassOf(DeviceOptions device) =>
        classes.NumberOf(parts.Model.GroupOf(device.Group), [RuleOwners.OfDevice(device.Name)], Conditions(network: null, device));

    private int[] Conditions(NetworkPrefix? network, DeviceOptions? device) =>
        [.. Enumerable.Range(0, parts.Conditions.Count).Where(index => parts.Conditions[index].Holds(network, device))];

    // The longest network of a device around this one.
    private DeviceOptions? DeviceOf(NetworkPrefix network)
    {
        foreach (int length in _lengths)
        {
            if (length <= network.Bits && _devices.TryGetValue(Cut(network, length), out DeviceOptions? device))
            {
                return device;
            }
        }

        return null;
    }

    private static NetworkPrefix Cut(NetworkPrefix network, int bits)
    {
        Queries.ClientAddress cut = new Queries.ClientAddress(network.High, network.Low).Prefix(bits);
        return new NetworkPrefix(cut.High, cut.Low, bits);
    }

    private static IPAddress ToAddress(NetworkPrefix network) => new Queries.ClientAddress(network.High, network.Low).ToIPAddress();
}
