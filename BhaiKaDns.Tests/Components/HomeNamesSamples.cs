using BhaiKaDns.Administration.Reports;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Components;

/// <summary>Homes as pages may meet them.</summary>
internal static class HomeNamesSamples
{
    public static HomeNames Nobody => new()
    {
        ForSearch = QuerySearchNames.None,
        DeviceOf = _ => null,
        ListOf = id => id == 0 ? null : $"list {id}",
        UpstreamOf = _ => null,
        Groups = () => ["default"],
        Devices = () => [],
    };

    /// <summary>One device, the phone of <see cref="LiveSnapshotSamples.Phone"/>.</summary>
    public static HomeNames WithPhone => Nobody with
    {
        ForSearch = new QuerySearchNames { Device = name => name == "phone" ? client => client == LiveSnapshotSamples.Phone : null },
        DeviceOf = client => client == LiveSnapshotSamples.Phone ? "phone" : null,
        Devices = () => ["phone"],
    };
}
