using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>A device while somebody fills in its form: whatever was typed stays, however wrong.</summary>
internal sealed class DeviceDraft
{
    public string Name { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Group { get; set; } = GroupOptions.DefaultName;

    /// <summary>One a line.</summary>
    public string Addresses { get; set; } = "";

    /// <summary>With blanks or commas between them.</summary>
    public string Tags { get; set; } = "";

    public static DeviceDraft Of(DeviceOptions device) => new()
    {
        Name = device.Name,
        Kind = device.Kind,
        Group = device.Group,
        Addresses = string.Join('\n', device.Addresses),
        Tags = string.Join(' ', device.Tags),
    };

    /// <summary>What is known of a stranger. A MAC address outlives the address that a router lends.</summary>
    public static DeviceDraft Of(ClientLine stranger) => new()
    {
        Name = stranger.LearnedName?.Split('.')[0] ?? "",
        Addresses = string.Join('\n', stranger.Mac is { } mac ? [.. stranger.Addresses, mac] : stranger.Addresses),
    };

    public DeviceOptions ToDevice() => new()
    {
        Name = Name.Trim(),
        Kind = Kind.Trim(),
        Group = Group,
        Addresses = Addresses.Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Tags = Tags.Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };
}
