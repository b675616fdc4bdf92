using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>A name that is blocked for whoever asks, and why.</summary>
/// <param name="Name">Presentation form, without the last dot.</param>
/// <param name="Device">Name of the device, where one is declared.</param>
/// <param name="List">Name of the list that names it; empty where none does.</param>
/// <param name="Line">The line that decided, where it could be found.</param>
internal sealed record BlockedName(string Name, ClientAddress Client, string? Device, Reason Reason, string List, string Line)
{
    /// <summary>As people know who asks.</summary>
    public string Who => Device ?? Client.ToString();
}
