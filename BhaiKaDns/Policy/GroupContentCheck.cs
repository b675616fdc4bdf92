using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.SafeSearch;
using BhaiKaDns.Policy.Switches;

namespace BhaiKaDns.Policy;

/// <summary>Checks what a group says of services, suffixes and search engines.</summary>
internal static class GroupContentCheck
{
    /// <summary>Every problem, with its key.</summary>
    /// <param name="key">Of the group: <c>Policy:Groups:0</c>.</param>
    public static IEnumerable<string> ProblemsOf(GroupOptions group, string key)
    {
        for (int index = 0; index < group.BlockedSuffixes.Count; index++)
        {
            if (!SuffixSet.TryRead(group.BlockedSuffixes[index], out _))
            {
                yield return $"{key}:BlockedSuffixes:{index}: '{group.BlockedSuffixes[index]}' is not a domain suffix: write zip or co.uk.";
            }
        }

        for (int index = 0; index < group.SafeSearch.Count; index++)
        {
            string engine = group.SafeSearch[index];
            if (engine != GroupOptions.All && !SafeSearchTable.EngineIds.Contains(engine, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{key}:SafeSearch:{index}: '{engine}' is not a known search engine: write {string.Join(", ", SafeSearchTable.EngineIds)} or *.";
            }
        }

        if (!Enum.IsDefined(group.YouTube))
        {
            yield return $"{key}:YouTube: must be Off, Moderate or Strict.";
        }

        foreach (string problem in ServiceProblems(group.BlockedServices, $"{key}:BlockedServices"))
        {
            yield return problem;
        }
    }

    /// <summary>Ids that no service has, each with its key and the nearest id there is.</summary>
    public static IEnumerable<string> ServiceProblems(IReadOnlyList<string> ids, string key)
    {
        for (int index = 0; index < ids.Count; index++)
        {
            if (ServiceCatalog.Find(ids[index]) is null)
            {
                string? nearest = Spelling.Nearest(ids[index], ServiceCatalog.All.Select(service => service.Id));
                yield return $"{key}:{index}: '{ids[index]}' is not a known service{(nearest is null ? "; the command 'services' lists them" : $"; did you mean '{nearest}'?")}";
            }
        }
    }
}
