namespace BhaiKaDns.Api;

/// <summary>
/// Marks a connection that came through the control socket. The file's rights have already shown that it is the owner. Set by the
/// server on its own listener, so nothing in a request can claim it.
/// </summary>
internal sealed class ControlConnection
{
    public static readonly ControlConnection Instance = new();

    public static bool Carries(HttpContext context) => context.Features.Get<ControlConnection>() is not null;
}
