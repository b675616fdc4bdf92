using System.Collections.Frozen;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>Says which policy class, and which device, a client's address belongs to. Immutable; asked for every query.</summary>
internal sealed class ClientTable
{
    public static readonly ClientTable Empty = new();

    private const int MaxClientIdLength = 63;

    private readonly PrefixMap? _places;
    private readonly ClientPlace[] _values = [];
    private readonly FrozenDictionary<string, ClientPlace>.AlternateLookup<ReadOnlySpan<char>>? _clientIds;

    /// <summary>A table without any device.</summary>
    public ClientTable()
    {
    }

    /// <param name="places">Each network once; the longest that holds an address decides.</param>
    /// <param name="clientIds">By ClientID in lower case.</param>
    public ClientTable(IReadOnlyCollection<KeyValuePair<NetworkPrefix, ClientPlace>> places, IReadOnlyDictionary<string, ClientPlace> clientIds)
    {
        _values = [.. places.Select(place => place.Value)];
        _places = new PrefixMap([.. places.Select((place, index) => KeyValuePair.Create(place.Key, index))]);
        _clientIds = clientIds.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The class of addresses that no device is declared for.</summary>
    public ushort UnknownClass { get; init; }

    public ushort ClassOf(ClientAddress client)
    {
        int place = _places?.Find(client) ?? -1;
        return place < 0 ? UnknownClass : _values[place].PolicyClass;
    }

    /// <summary>Name of the device with this address; null if none is declared.</summary>
    public string? DeviceOf(ClientAddress client)
    {
        int place = _places?.Find(client) ?? -1;
        return place < 0 ? null : _values[place].Device;
    }

    /// <summary>The class of the device with this ClientID; null if none has it, and then the address decides.</summary>
    /// <param name="clientId">As the client sent it, in letters of either case.</param>
    public ushort? ClassOfClientId(ReadOnlySpan<byte> clientId)
    {
        if (clientId.Length > MaxClientIdLength || _clientIds is not { } known)
        {
            return null;
        }

        Span<char> text = stackalloc char[MaxClientIdLength];
        for (int index = 0; index < clientId.Length; index++)
        {
            text[index] = char.ToLowerInvariant((char)clientId[index]);
        }

        return known.TryGetValue(text[..clientId.Length], out ClientPlace place) ? place.PolicyClass : null;
    }
}

/// <summary>What an address stands for.</summary>
/// <param name="Device">Null where the address has rules of its own but no device.</param>
internal readonly record struct ClientPlace(ushort PolicyClass, string? Device);
