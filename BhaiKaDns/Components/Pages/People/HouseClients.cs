using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Everybody in the home: the devices that are declared, and the addresses that ask and belong to none of them.</summary>
internal sealed class HouseClients(PolicyStore policy, LearnedNames learned, ClientActivity activity, ReadNeighbours neighbours)
{
    /// <summary>Devices by name, then strangers, those who asked last first.</summary>
    public IReadOnlyList<ClientLine> Take()
    {
        IReadOnlyDictionary<ClientAddress, ClientNumbers> numbers = activity();
        Dictionary<ClientAddress, string> macs = Macs();
        ClientTable clients = policy.Current.Clients;
        Dictionary<ClientAddress, LearnedName> seen = [];
        foreach (LearnedName name in learned.All)
        {
            seen[ClientAddress.From(IPAddress.Parse(name.Address))] = name;
        }

        ILookup<string, ClientAddress> byDevice = seen.Keys.Union(numbers.Keys).ToLookup(address => clients.DeviceOf(address) ?? "", StringComparer.OrdinalIgnoreCase);
        return
        [
            .. policy.Model.Devices.OrderBy(device => device.Name, StringComparer.OrdinalIgnoreCase).Select(device => Line(device, [.. byDevice[device.Name]])),
            .. byDevice[""].Select(address => Line(device: null, [address])).OrderByDescending(line => line.LastSeen),
        ];

        ClientLine Line(DeviceOptions? device, IReadOnlyList<ClientAddress> addresses)
        {
            LearnedName[] names = [.. addresses.Where(seen.ContainsKey).Select(address => seen[address]).OrderByDescending(name => name.LastSeen)];
            ClientNumbers[] counted = [.. addresses.Where(numbers.ContainsKey).Select(address => numbers[address])];
            string[] own = [.. addresses.Select(address => address.ToString())];
            return new ClientLine(
                device,
                device is not null && !policy.Model.Stored.Devices.Contains(device),
                names.Select(name => name.Name).FirstOrDefault(name => name is not null),
                policy.Model.GroupOf(device?.Group ?? GroupOptions.DefaultName).Name,
                device?.Addresses ?? own,
                names.Length == 0 ? own : [.. names.Select(name => name.Address).Union(own)],
                addresses.Select(macs.GetValueOrDefault).FirstOrDefault(mac => mac is not null && device?.Addresses.Contains(mac, StringComparer.OrdinalIgnoreCase) is not true),
                names.Length == 0 ? null : names[0].LastSeen,
                counted.Length == 0 ? null : counted.Aggregate((left, right) => left + right));
        }
    }

    /// <summary>The device of this name, or the client with this address; null if neither was ever heard of.</summary>
    /// <param name="key">A name, or any address of a device.</param>
    public ClientLine? Find(string key)
    {
        IReadOnlyList<ClientLine> all = Take();
        if (all.FirstOrDefault(line => PolicyModel.Same(line.Key, key)) is { } named)
        {
            return named;
        }

        if (!IPAddress.TryParse(key, out IPAddress? address))
        {
            return null;
        }

        string text = ClientAddress.From(address).ToString();
        string? device = policy.Current.Clients.DeviceOf(ClientAddress.From(address));
        return all.FirstOrDefault(line => device is null ? line.Device is null && line.Addresses.Contains(text) : line.Key == device)
            ?? new ClientLine(Device: null, IsReadOnly: false, LearnedName: null, policy.Model.GroupOf(GroupOptions.DefaultName).Name, [text], [text], Mac: null, LastSeen: null, Numbers: null);
    }

    private Dictionary<ClientAddress, string> Macs()
    {
        try
        {
            return neighbours().DistinctBy(neighbour => (neighbour.High, neighbour.Low)).ToDictionary(neighbour => new ClientAddress(neighbour.High, neighbour.Low), neighbour => Text(neighbour.Mac));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SocketException)
        {
            // A page without MAC addresses is still the page of the devices.
            return [];
        }
    }

    private static string Text(ulong mac) =>
        string.Join(':', Enumerable.Range(0, 6).Select(octet => ((byte)(mac >> (8 * (5 - octet)))).ToString("x2", CultureInfo.InvariantCulture)));
}
