namespace BhaiKaDns.Policy.People;

/// <summary>One element of <c>Policy:Devices</c>, and the same shape for devices kept in the database.</summary>
internal sealed class DeviceOptions
{
    /// <summary>Unique among devices, without regard to case.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is, for people: <c>phone</c>, <c>television</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Addresses by which it is known: IPv4, IPv6, a network in CIDR notation, a MAC address, or <c>id:</c> and a ClientID.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public string Group { get; init; } = GroupOptions.DefaultName;

    /// <summary>What rules with <c>$ctag</c> speak of: <c>device_phone</c>, <c>user_child</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The same device in another group.</summary>
    public DeviceOptions In(string group) => new() { Name = Name, Kind = Kind, Addresses = Addresses, Group = group, Tags = Tags };
}
