using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Answers;

/// <summary>Checks what section <c>Policy</c> says about answers; every problem names its key.</summary>
internal sealed class AnswerSettingsValidator : IValidateOptions<PolicyOptions>
{
    private const int MaxExceptions = 1_000;
    private const int MaxPrefixes = 8;
    private static readonly TimeSpan MaxBlockedTtl = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        ValidateOptionsResultBuilder problems = new();
        if (options.RebindingExceptions.Count > MaxExceptions)
        {
            problems.AddError($"Policy:RebindingExceptions: at most {MaxExceptions} domains.");
        }

        byte[] wire = new byte[DomainName.MaxLength];
        for (int index = 0; index < options.RebindingExceptions.Count; index++)
        {
            if (!TryWrite(options.RebindingExceptions[index], wire, out _))
            {
                problems.AddError($"Policy:RebindingExceptions:{index}: '{options.RebindingExceptions[index]}' is not a domain name.");
            }
        }

        if (options.Dns64Prefixes.Count > MaxPrefixes)
        {
            problems.AddError($"Policy:Dns64Prefixes: at most {MaxPrefixes} prefixes.");
        }

        for (int index = 0; index < options.Dns64Prefixes.Count; index++)
        {
            if (!Dns64Prefix.TryParse(options.Dns64Prefixes[index], out _, out string problem))
            {
                problems.AddError($"Policy:Dns64Prefixes:{index}: {problem}");
            }
        }

        for (int index = 0; index < options.Groups.Count; index++)
        {
            foreach (string problem in ProblemsOf(options.Groups[index]))
            {
                problems.AddError($"Policy:Groups:{index}:{problem}");
            }
        }

        return problems.Build();
    }

    /// <summary>What is wrong with how a group is to be answered: each with the key within the group.</summary>
    public static IEnumerable<string> ProblemsOf(GroupOptions group)
    {
        if (group.BlockingMode is { } mode && !Enum.IsDefined(mode))
        {
            yield return "BlockingMode: must be NullAddress, NxDomain, NoData, Refused or Custom.";
        }

        if (group is { BlockingMode: BlockingMode.Custom, CustomAddresses.Count: 0 })
        {
            yield return "CustomAddresses: needs at least one address while BlockingMode is Custom.";
        }

        if (group.BlockedTtl is { } ttl && (ttl < TimeSpan.Zero || ttl > MaxBlockedTtl))
        {
            yield return "BlockedTtl: must be between 00:00:00 and 1.00:00:00.";
        }

        foreach (string problem in ProblemsOf(group.CustomAddresses, "CustomAddresses"))
        {
            yield return problem;
        }

        for (int index = 0; index < group.ReasonModes.Count; index++)
        {
            ReasonModeOptions other = group.ReasonModes[index];
            string key = $"ReasonModes:{index}";
            if (!VerdictNames.TryParseReason(other.Reason, out _))
            {
                yield return $"{key}:Reason: '{other.Reason}' is not a reason; see docs/policy.md.";
            }

            if (!Enum.IsDefined(other.Mode))
            {
                yield return $"{key}:Mode: must be NullAddress, NxDomain, NoData, Refused or Custom.";
            }

            if (other.Mode is BlockingMode.Custom && other.CustomAddresses.Count == 0 && group.CustomAddresses.Count == 0)
            {
                yield return $"{key}:CustomAddresses: needs at least one address while Mode is Custom.";
            }

            foreach (string problem in ProblemsOf(other.CustomAddresses, $"{key}:CustomAddresses"))
            {
                yield return problem;
            }
        }
    }

    /// <summary>A domain as people write it, in lower-case wire form; the root is none.</summary>
    public static bool TryWrite(string domain, Span<byte> wire, out int length)
    {
        length = 0;
        return RuleName.Read(System.Text.Encoding.UTF8.GetBytes(domain.Trim().TrimEnd('.')), wire, out length) is RuleProblem.None && length > 1;
    }

    private static IEnumerable<string> ProblemsOf(IReadOnlyList<string> addresses, string key)
    {
        for (int index = 0; index < addresses.Count; index++)
        {
            if (!IPAddress.TryParse(addresses[index], out _))
            {
                yield return $"{key}:{index}: '{addresses[index]}' is not an address: write 192.168.1.2 or fd00::2.";
            }
        }
    }
}
