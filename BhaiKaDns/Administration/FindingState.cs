using System.Net;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration;

/// <summary>What people did with a finding.</summary>
internal enum FindingState : byte
{
    /// <summary>Nobody has looked at it yet.</summary>
    Open = 0,

    Acknowledged = 1,

    /// <summary>Nobody wants to hear of it again, whether somebody has looked at it or not.</summary>
    Silenced = 2,
}

/// <summary>What API and pages alike say of a finding.</summary>
internal static class FindingStates
{
    public static FindingState StateOf(this Finding finding) =>
        finding.IsSilenced ? FindingState.Silenced : finding.IsAcknowledged ? FindingState.Acknowledged : FindingState.Open;

    /// <summary>What people call the device of a finding; null if it has no name, or no device.</summary>
    public static string? DeviceOf(this Finding finding, HomeNames names) =>
        IPAddress.TryParse(finding.Client, out IPAddress? address) ? names.DeviceOf(ClientAddress.From(address)) : null;
}
