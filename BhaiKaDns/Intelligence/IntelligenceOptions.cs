using System.ComponentModel.DataAnnotations;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence;

/// <summary>Section <c>Intelligence</c> of appsettings.json.</summary>
internal sealed class IntelligenceOptions
{
    public const string Section = "Intelligence";

    /// <summary>What rules, model and behaviour may do. An enabled threat list blocks in every mode.</summary>
    public DetectionMode Mode { get; init; } = DetectionMode.Watch;

    public Sensitivity Sensitivity { get; init; } = Sensitivity.Balanced;

    public TypoMode Typos { get; init; } = TypoMode.Suggest;

    /// <summary>Findings kept; the oldest go first, silenced ones last.</summary>
    [Range(50, 10_000)]
    public int MostFindings { get; init; } = 1_000;

    /// <summary>Conditions over what is measured of a name (docs/intelligence-behaviour.md).</summary>
    [MaxLength(100)]
    public IReadOnlyList<DetectionRule> Rules { get; init; } = [];
}

/// <summary>Off: nothing is looked at. Watch: findings are told. Block: what is sure enough is blocked too.</summary>
internal enum DetectionMode
{
    Off,
    Watch,
    Block,
}

/// <summary>How much it takes; the error rates that were measured stand in docs/intelligence.md.</summary>
internal enum Sensitivity
{
    Relaxed,
    Balanced,
    Strict,
}

internal enum TypoMode
{
    Off,
    Suggest,
}

/// <summary>A condition that a person wrote.</summary>
internal sealed class DetectionRule
{
    /// <summary>What a finding calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>For example <c>digitRatio > 0.4 and tld in ("top", "xyz") and wordCoverage &lt; 0.2</c>.</summary>
    public string When { get; init; } = "";
}

/// <summary>Ranges, and rules that cannot be read, named by their place.</summary>
internal sealed class IntelligenceOptionsValidator : IValidateOptions<IntelligenceOptions>
{
    private static readonly IntelligenceRanges Ranges = new();

    public ValidateOptionsResult Validate(string? name, IntelligenceOptions options)
    {
        ValidateOptionsResult ranges = Ranges.Validate(name, options);
        List<string> problems = [.. ranges.Failures ?? []];
        for (int at = 0; at < options.Rules.Count; at++)
        {
            DetectionRule rule = options.Rules[at];
            if (string.IsNullOrWhiteSpace(rule.Name))
            {
                problems.Add($"{IntelligenceOptions.Section}:{nameof(IntelligenceOptions.Rules)}:{at}:{nameof(DetectionRule.Name)} is empty.");
            }

            if (!RuleExpression.TryParse(rule.When, FeatureNames.All, out _, out RuleError error))
            {
                problems.Add($"{IntelligenceOptions.Section}:{nameof(IntelligenceOptions.Rules)}:{at}:{nameof(DetectionRule.When)}: {error}");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}

[OptionsValidator]
internal sealed partial class IntelligenceRanges : IValidateOptions<IntelligenceOptions>;
