using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>Section <c>Metrics</c> of appsettings.json: the page for Prometheus.</summary>
internal sealed class MetricsOptions
{
    public const string Section = "Metrics";

    public bool Enabled { get; init; } = true;

    /// <summary>Who may read <c>/metrics</c>; takes the place of <see cref="AdminOptions.AllowedNetworks"/> there.</summary>
    [Networks]
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [Hosting.AllowedNetworks.Private];
}

[OptionsValidator]
internal sealed partial class MetricsOptionsValidator : IValidateOptions<MetricsOptions>;
