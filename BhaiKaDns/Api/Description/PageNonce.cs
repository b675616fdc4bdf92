using System.Buffers.Text;
using System.Security.Cryptography;

namespace BhaiKaDns.Api.Description;

/// <summary>
/// Lets the one page whose scripts stand in its markup run them: the policy of this answer names a value that nobody can know before,
/// and the scripts carry it. All else of the policy stays.
/// </summary>
internal static class PageNonce
{
    private const int Octets = 16;

    public static string Of(HttpContext context)
    {
        string nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyWith($"script-src 'self' 'nonce-{nonce}'");
        return nonce;
    }
}
