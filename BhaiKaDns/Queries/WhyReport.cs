using BhaiKaDns.Dns;

namespace BhaiKaDns.Queries;

/// <summary>An <see cref="Explanation"/> as the API and the command line give it: ids in place of enums.</summary>
internal sealed record WhyReport(
    string Name,
    string Type,
    string? Client,
    string? Group,
    string Decision,
    string Reason,
    IReadOnlyList<Evidence> Evidence,
    double? Score,
    string? Device = null,
    string? ClientName = null,
    WhyWithout? Without = null)
{
    public static WhyReport From(Explanation explanation) => new(
        explanation.Request.Name,
        RecordTypeText.ToText(explanation.Request.Type),
        explanation.Request.Client?.ToString(),
        explanation.Group,
        explanation.Decision.Id(),
        explanation.Reason.Id(),
        explanation.Evidence,
        explanation.Score,
        explanation.Device,
        explanation.ClientName,
        explanation.Without is { } without ? new WhyWithout(without.Decision.Id(), without.Reason.Id()) : null);
}

/// <summary>What would be decided without the rule, list or switch that decided.</summary>
internal sealed record WhyWithout(string Decision, string Reason);
