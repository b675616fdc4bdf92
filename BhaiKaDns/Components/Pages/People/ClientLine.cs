using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>One device of the home, or one address that asks and belongs to none.</summary>
/// <param name="Device">Null for an address that belongs to no device.</param>
/// <param name="IsReadOnly">Declared in a file.</param>
/// <param name="Addresses">As declared, or the one address.</param>
/// <param name="Seen">Addresses under which it asked lately; the latest first.</param>
/// <param name="Mac">Of the machine behind <paramref name="Seen"/>, where the neighbour table knows it and it is not declared.</param>
internal sealed record ClientLine(
    DeviceOptions? Device,
    bool IsReadOnly,
    string? LearnedName,
    string Group,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Seen,
    string? Mac,
    DateTimeOffset? LastSeen,
    ClientNumbers? Numbers)
{
    /// <summary>Nobody has given it a name yet.</summary>
    public bool IsNew => Device is null;

    public string Name => Device?.Name ?? LearnedName ?? Addresses[0];

    /// <summary>As rules and the log know it.</summary>
    public string Key => Device?.Name ?? Addresses[0];

    public string Link => $"devices/{Uri.EscapeDataString(Key)}";
}
