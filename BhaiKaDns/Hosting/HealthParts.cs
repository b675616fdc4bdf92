namespace BhaiKaDns.Hosting;

/// <summary>Names of parts on the <see cref="HealthBoard"/> that more than one place must know.</summary>
internal static class HealthParts
{
    /// <summary>The DNS listeners; readiness hangs on this part alone.</summary>
    public const string Listeners = "listeners";

    public const string DataDirectory = "data-directory";

    public const string ControlSocket = "control-socket";

    /// <summary>What people changed on the pages: degraded while the last change was taken back.</summary>
    public const string Settings = "settings";
}
