using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>Section <c>Api</c> of appsettings.json.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests that one account, or one address without a login, may make for long.</summary>
    [Range(1, 10_000)]
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests that may come at once after a rest.</summary>
    [Range(1, 100_000)]
    public int Burst { get; init; } = 500;

    /// <summary>Serves a part of the Pi-hole v6 API under <c>/api</c>, for widgets made for it.</summary>
    public bool PiHole { get; init; }

    /// <summary>Serves a part of AdGuard Home's API under <c>/control</c>, for widgets made for it.</summary>
    public bool AdGuardHome { get; init; }
}

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
