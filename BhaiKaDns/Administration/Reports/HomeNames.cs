using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Administration.Reports;

/// <summary>What people call the addresses and numbers that stand in log and history. Every function is safe from any thread.</summary>
internal sealed record HomeNames
{
    /// <summary>What a search can be told of this home.</summary>
    public required QuerySearchNames ForSearch { get; init; }

    /// <summary>Name of the declared device with this address, else the one that was learned for it; null if there is neither.</summary>
    public required Func<ClientAddress, string?> DeviceOf { get; init; }

    /// <summary>Name of the list or service with this number; null if there is none (any more).</summary>
    public required Func<ushort, string?> ListOf { get; init; }

    /// <summary>Address of the upstream with this number; null if none answered, or it is not configured any more.</summary>
    public required Func<byte, string?> UpstreamOf { get; init; }

    public required Func<IReadOnlyList<string>> Groups { get; init; }

    /// <summary>Names of devices, declared ones first, then those that were learned.</summary>
    public required Func<IReadOnlyList<string>> Devices { get; init; }
}
