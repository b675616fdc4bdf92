using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.Parts;

/// <summary>What people call the device with an address: its declared name, else one that was learned; null if there is none.</summary>
internal delegate string? DeviceNames(ClientAddress client);
