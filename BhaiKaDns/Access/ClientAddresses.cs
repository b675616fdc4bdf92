namespace BhaiKaDns.Access;

/// <summary>Where a request comes from, as sessions and the audit trail write it.</summary>
internal static class ClientAddresses
{
    /// <summary>Empty for the control socket.</summary>
    public static string ClientAddress(this HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";

    /// <summary>Id of the session that a request belongs to; empty where there is none.</summary>
    public static string SessionId(this HttpContext context) => context.User.FindFirst(ActorClaims.SessionId)?.Value ?? "";

    public static string Agent(this HttpContext context) => new([.. context.Request.Headers.UserAgent.ToString().Where(character => !char.IsControl(character)).Take(200)]);
}
