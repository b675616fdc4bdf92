namespace BhaiKaDns.Api;

/// <summary>Headers on every response that tell browsers what pages of this server may do.</summary>
internal static class SecurityHeaders
{
    // The component library writes inline styles; scripts come from files only. Blazor's WebSocket goes to our own origin.
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The policy with one directive more, for the answer that needs it.</summary>
    public static string PolicyWith(string directive) => $"{ContentSecurityPolicy}; {directive}";

    /// <param name="isHttps">The request came encrypted: the browser is told to come so always, for this name.</param>
    public static void Write(IHeaderDictionary headers, bool isHttps)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (isHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not "no-referrer": with it browsers send "Origin: null" even with our own forms, which then look like another site's.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
