namespace BhaiKaDns.Access.ApiTokens;

/// <summary>A token for a program that uses the API, as it is kept; the secret itself was shown once.</summary>
/// <param name="Scopes">As <see cref="TokenScopes"/> names them.</param>
/// <param name="CreatedBy">Name of the user.</param>
/// <param name="ExpiresAt">Null for good.</param>
internal sealed record ApiToken(
    string Id, string Name, IReadOnlyList<string> Scopes, string SecretHash, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);
