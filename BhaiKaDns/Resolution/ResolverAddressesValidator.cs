using BhaiKaDns.Dns;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Resolution;

/// <summary>What ranges cannot say of <see cref="ResolverOptions"/>: addresses, domains and what is not built yet.</summary>
internal sealed class ResolverAddressesValidator : IValidateOptions<ResolverOptions>
{
    /// <summary>Upstreams are numbered by an octet in query events; zero means none.</summary>
    private const int MaxUpstreams = byte.MaxValue;

    private const int MaxListed = 16;

    public ValidateOptionsResult Validate(string? name, ResolverOptions options)
    {
        List<string> problems = [];
        if (options.Mode is not ResolverMode.Forward)
        {
            problems.Add(options.Mode is ResolverMode.Recurse ? "Resolver:Mode: Recurse is not supported yet; use Forward." : "Resolver:Mode: must be Forward.");
        }

        if (options.Dnssec is not DnssecMode.Off)
        {
            problems.Add(options.Dnssec is DnssecMode.Validate ? "Resolver:Dnssec: Validate is not supported yet; use Off." : "Resolver:Dnssec: must be Off.");
        }

        if (!Enum.IsDefined(options.Strategy))
        {
            problems.Add("Resolver:Strategy: must be Fastest, Parallel, Failover or Balance.");
        }

        CheckAddresses("Resolver:Upstreams", options.Upstreams, problems);
        CheckAddresses("Resolver:Fallback", options.Fallback, problems);
        CheckConditional(options.Conditional, problems);
        if (options.Upstreams.Length + options.Fallback.Length + options.Conditional.Sum(rule => rule.Upstreams.Length) > MaxUpstreams)
        {
            problems.Add($"Resolver: more than {MaxUpstreams} upstreams in all.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckAddresses(string key, string[] texts, List<string> problems)
    {
        if (texts.Length > MaxListed)
        {
            problems.Add($"{key}: more than {MaxListed} upstreams.");
        }

        for (int index = 0; index < texts.Length; index++)
        {
            if (!UpstreamAddress.TryParse(texts[index], out _, out string problem))
            {
                problems.Add($"{key}:{index}: {problem}");
            }
        }
    }

    private static void CheckConditional(ConditionalUpstreamOptions[] rules, List<string> problems)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        for (int index = 0; index < rules.Length; index++)
        {
            string key = $"Resolver:Conditional:{index}";
            if (!DomainText.TryWrite(rules[index].Domain, wire, out int length) || length == 1)
            {
                problems.Add($"{key}:Domain: '{rules[index].Domain}' is not a domain name.");
            }

            if (rules[index].Upstreams.Length == 0)
            {
                problems.Add($"{key}:Upstreams: names no upstream.");
            }

            CheckAddresses($"{key}:Upstreams", rules[index].Upstreams, problems);
        }
    }
}
