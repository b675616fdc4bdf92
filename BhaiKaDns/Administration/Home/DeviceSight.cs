using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Surroundings;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Home;

/// <summary>Tells who has asked this server lately, for people who are just pointing their devices at it.</summary>
internal sealed class DeviceSight(LearnedNames names, PolicyStore store, HomeNetworkReader network)
{
    /// <summary>Devices that asked at or after a moment, the last first; this machine itself is none.</summary>
    public IReadOnlyList<SeenDevice> Since(DateTimeOffset moment) =>
    [
        .. names.All
            .Where(learned => learned.LastSeen >= moment && IPAddress.TryParse(learned.Address, out IPAddress? address) && !IPAddress.IsLoopback(address))
            .Select(learned => new SeenDevice(learned.Address, DeclaredName(learned.Address) ?? learned.Name, learned.LastSeen)),
    ];

    /// <summary>When the device behind an address asked last, whichever of its addresses it used; null if it is not known to have asked.</summary>
    public DateTimeOffset? LastQuestionOf(IPAddress device)
    {
        IPAddress address = device.IsIPv4MappedToIPv6 ? device.MapToIPv4() : device;
        HashSet<string> same = [address.ToString(), .. IPAddress.IsLoopback(address) ? OwnAddresses() : NeighboursOf(address)];
        return names.All.Where(learned => same.Contains(learned.Address)).Select(learned => (DateTimeOffset?)learned.LastSeen).Max();
    }

    private IEnumerable<string> OwnAddresses() => network.Read().Addresses.Select(own => own.Address.ToString()).Append(IPAddress.Loopback.ToString()).Append(IPAddress.IPv6Loopback.ToString());

    // A browser comes over IPv4 where the same device asks over IPv6: the address of its network card tells that they are one.
    private IEnumerable<string> NeighboursOf(IPAddress address)
    {
        (ulong high, ulong low) = NetworkPrefix.ToBits(address);
        IReadOnlyList<Neighbour> neighbours = store.Parts.Neighbours;
        ulong mac = neighbours.FirstOrDefault(neighbour => neighbour.High == high && neighbour.Low == low).Mac;
        return mac == 0 ? [] : neighbours.Where(neighbour => neighbour.Mac == mac).Select(neighbour => new ClientAddress(neighbour.High, neighbour.Low).ToString());
    }

    private string? DeclaredName(string address) =>
        store.Model.Devices.FirstOrDefault(device => device.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase))?.Name;
}

/// <param name="Name">As declared, else as learned; null while none is known.</param>
internal sealed record SeenDevice(string Address, string? Name, DateTimeOffset LastSeen);
