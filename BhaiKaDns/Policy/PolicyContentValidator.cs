using BhaiKaDns.Policy.Records;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy;

/// <summary>Checks records, hosts files, services, suffixes and search engines of the section <c>Policy</c>. Every problem names its key.</summary>
internal sealed class PolicyContentValidator : IValidateOptions<PolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        ValidateOptionsResultBuilder problems = new();
        foreach (string problem in ProblemsOf(options))
        {
            problems.AddError(problem);
        }

        return problems.Build();
    }

    private static IEnumerable<string> ProblemsOf(PolicyOptions options) =>
    [
        .. RecordCheck.ProblemsOf(options.Records, "Policy:Records"),
        .. options.HostsFiles.Index().Where(file => string.IsNullOrWhiteSpace(file.Item)).Select(file => $"Policy:HostsFiles:{file.Index}: The path is empty."),
        .. options.Groups.SelectMany((group, index) => GroupContentCheck.ProblemsOf(group, $"Policy:Groups:{index}")),
        .. options.Schedules.SelectMany((schedule, index) => GroupContentCheck.ServiceProblems(schedule.Services, $"Policy:Schedules:{index}:Services")),
    ];
}
