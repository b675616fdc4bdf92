using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BhaiKaDns.Access.Jwt;

/// <summary>
/// Short-lived access tokens of the API: JWTs (RFC 7519) signed with HMAC-SHA-256. They name a user and a session and say nothing about
/// what that user may do; both are looked up at each request, so what ends or changes there holds at once.
/// </summary>
internal sealed class AccessTokens(SigningKeys keys, IOptions<AccessOptions> options, TimeProvider time)
{
    public const int MaxLength = 2048;

    private const string Issuer = "bhaikadns";
    private const string Audience = "bhaikadns-api";

    public (string Token, DateTimeOffset ExpiresAt) Issue(string userName, string sessionId)
    {
        SigningKey key = keys.Current();
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = now + options.Value.AccessTokenLifetime;
        string token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            Expires = end.UtcDateTime,
            Subject = new ClaimsIdentity([
                new Claim(JwtRegisteredClaimNames.Sub, userName),
                new Claim(JwtRegisteredClaimNames.Sid, sessionId),
                new Claim(JwtRegisteredClaimNames.Jti, Secret.CreateId()),
            ]),
            SigningCredentials = new SigningCredentials(ToKey(key), SecurityAlgorithms.HmacSha256),
        });
        return (token, end);
    }

    /// <summary>Whose token this is; null for one that is not ours, was changed, or has ended.</summary>
    public async Task<(string UserName, string SessionId)?> ReadAsync(string token)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }

        TokenValidationResult result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            // The only way a token may be signed; what it says of itself is not asked.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            IssuerSigningKeyResolver = (_, _, id, _) => id is not null && keys.Find(id) is { } key ? [ToKey(key)] : [],
            LifetimeValidator = (_, end, _, _) => end is { } expires && time.GetUtcNow().UtcDateTime < expires,
        });
        return result is { IsValid: true, ClaimsIdentity: { } identity }
            && identity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value is { } user
            && identity.FindFirst(JwtRegisteredClaimNames.Sid)?.Value is { } session
            ? (user, session)
            : null;
    }

    private static SymmetricSecurityKey ToKey(SigningKey key) => new(Base64Url.DecodeFromChars(key.Value)) { KeyId = key.Id };
}
