using System.Globalization;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.Parts;

/// <summary>How long the bar of a piece of evidence is. Weights have units of their own: only those with a known end get a bar.</summary>
internal static class EvidenceScale
{
    /// <summary>Bits that one letter of a name can carry: 26 letters, 10 digits and the hyphen.</summary>
    private const double MostBits = 5.2;

    /// <returns>0 to 1; null where a bar would say nothing.</returns>
    public static double? ShareOf(Evidence evidence) => (evidence.Kind, evidence.Weight) switch
    {
        ("codes" or "types" or "jitter", { } share) => Math.Clamp(share, 0, 1),
        ("entropy", { } bits) => Math.Clamp(bits / MostBits, 0, 1),
        _ => null,
    };

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");
}
