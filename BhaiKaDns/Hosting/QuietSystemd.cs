using Microsoft.Extensions.Hosting.Systemd;

namespace BhaiKaDns.Hosting;

/// <summary>Tells the service manager what it needs to know of the process; that one house in it stops because another takes over is not of that kind.</summary>
internal sealed class QuietSystemd : ISystemdNotifier
{
    private static readonly string Stopping = ServiceState.Stopping.ToString();

    private readonly SystemdNotifier _inner = new();

    /// <summary>Set while the house is built anew.</summary>
    public bool IsHandingOver { get; set; }

    public bool IsEnabled => _inner.IsEnabled;

    public void Notify(ServiceState state)
    {
        if (!IsHandingOver || state.ToString() != Stopping)
        {
            _inner.Notify(state);
        }
    }
}
