using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.Lists;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.People;

/// <summary>Checks the devices, groups and schedules of section <c>Policy</c>. Every problem names its key.</summary>
/// <param name="configuration">For the names of the lists, which stand in another section.</param>
internal sealed class PeopleValidator(IConfiguration configuration) : IValidateOptions<PolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        ModelCheck check = new(ListNames(), options.Groups.Select(group => group.Name));
        for (int index = 0; index < options.Groups.Count; index++)
        {
            check.Add(options.Groups[index], $"{PolicyOptions.Section}:Groups:{index}");
        }

        for (int index = 0; index < options.Devices.Count; index++)
        {
            check.Add(options.Devices[index], $"{PolicyOptions.Section}:Devices:{index}");
        }

        for (int index = 0; index < options.Schedules.Count; index++)
        {
            check.Add(options.Schedules[index], $"{PolicyOptions.Section}:Schedules:{index}");
        }

        ValidateOptionsResultBuilder problems = new();
        foreach (ModelProblem problem in check.Problems)
        {
            problems.AddError(problem.ToString());
        }

        return problems.Build();
    }

    private IEnumerable<string> ListNames()
    {
        FilteringOptions filtering = new();
        try
        {
            SectionBinder.Bind(configuration.GetSection(FilteringOptions.Section), filtering);
        }
        catch (InvalidOperationException)
        {
            // A value there cannot be read, which its own section says; the names may still be good.
            return configuration.GetSection($"{FilteringOptions.Section}:Lists").GetChildren().Select(list => list[nameof(ListOptions.Name)] ?? "");
        }

        return filtering.Lists.Select(list => list.Name);
    }
}
