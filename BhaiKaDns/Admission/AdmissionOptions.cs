using System.ComponentModel.DataAnnotations;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Admission;

/// <summary>Section <c>Admission</c> of appsettings.json.</summary>
internal sealed class AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>Whether clients are held to a rate. Networks that may not ask are refused in any case.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Queries a second that one client may send in the long run.</summary>
    [Range(1, 1_000_000)]
    public int QueriesPerSecond { get; init; } = 1000;

    /// <summary>Queries that one client may send at once after a pause.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; init; } = 2000;

    /// <summary>Networks (CIDR) whose clients are not held to a rate.</summary>
    [Networks]
    public IReadOnlyList<string> Unlimited { get; init; } = ["127.0.0.0/8", "::1/128"];

    /// <summary>Refusals a second that one network of strangers (/24, /56) gets; beyond it there is silence.</summary>
    [Range(0, 1000)]
    public int RefusalsPerSecond { get; init; } = 5;

    /// <summary>
    /// Alike UDP responses a second to one network of strangers where all may ask (response rate limit); beyond it every second one
    /// goes out truncated and the others not at all.
    /// </summary>
    [Range(1, 10_000)]
    public int ResponsesPerSecond { get; init; } = 20;
}

[OptionsValidator]
internal sealed partial class AdmissionOptionsValidator : IValidateOptions<AdmissionOptions>;
