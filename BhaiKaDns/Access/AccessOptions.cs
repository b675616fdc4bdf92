using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Access;

/// <summary>Section <c>Access</c> of appsettings.json: how long logins last and how long passwords are.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>A browser that was not used for so long must sign in again.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")]
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromDays(7);

    /// <summary>After so long every browser must sign in again, used or not.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00")]
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long an access token of the API is good.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A refresh token that was not used for so long is no longer good.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RefreshTokenIdle { get; init; } = TimeSpan.FromDays(30);

    /// <summary>After so long an API client must log in anew.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "730.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>After so long access tokens are signed with a new key; the old one is accepted until its last token has ended.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan SigningKeyLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Fewest characters of a password. With the delay after wrong ones, twelve that are not in the list of common ones are out of reach of guessing.</summary>
    [Range(8, 64)]
    public int MinPasswordLength { get; init; } = 12;
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
