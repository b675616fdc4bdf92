using System.Globalization;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>Joins what is imported with what is there; what is there stays as it is, unless it is kept in the database and is to be replaced.</summary>
internal sealed class PolicyImportMerge(PolicyOptions declared, FilteringOptions filtering, StoredPolicy stored, bool replace, Func<PersonalRule, PersonalRule> number)
{
    private readonly List<string> _taken = [];
    private readonly List<string> _skipped = [];

    public IReadOnlyList<string> Taken => _taken;

    public IReadOnlyList<string> Skipped => _skipped;

    public StoredPolicy Merge(PolicyImport import) => stored with
    {
        Groups = Named("group", declared.Groups, stored.Groups, import.Groups, group => group.Name),
        Devices = Named("device", declared.Devices, stored.Devices, import.Devices, device => device.Name),
        Schedules = Named("schedule", declared.Schedules, stored.Schedules, import.Schedules, schedule => schedule.Name),
        Lists = Named("list", filtering.Lists, stored.Lists, import.Lists, list => list.Name),
        Rules = Rules(import.Rules),
        Records = new RecordMerge(declared.Records, stored.Records, replace).Merge(import.Records, _taken, _skipped),
    };

    /// <summary>Checks what <see cref="Merge"/> added, against all that is there.</summary>
    public ModelCheck Check(StoredPolicy merged)
    {
        ModelCheck check = new(
            filtering.Lists.Concat(merged.Lists).Select(list => list.Name), declared.Groups.Concat(merged.Groups).Select(group => group.Name));
        Add(PolicyKinds.Groups);
        Add(PolicyKinds.Devices);
        Add(PolicyKinds.Schedules);
        for (int index = stored.Rules.Count; index < merged.Rules.Count; index++)
        {
            check.Add(merged.Rules[index], $"Rules:{index - stored.Rules.Count}");
        }

        if (merged.Rules.Count > PolicyEditor.MaxRules)
        {
            check.Report("Rules", $"at most {PolicyEditor.MaxRules} rules.");
        }

        check.ReportAll(RecordCheck.ProblemsOf(merged.Records, "Records"));
        StoredLists.Check(merged.Lists, stored.Lists, filtering, check);
        return check;

        void Add<T>(PolicyKind<T> kind)
            where T : class
        {
            IReadOnlyList<ModelProblem> before = check.Problems.ToArray();
            ILookup<bool, T> all = kind.Stored(merged).ToLookup(item => kind.Stored(stored).Contains(item, ReferenceEqualityComparer.Instance));
            foreach (T known in kind.Declared(declared).Concat(all[true]))
            {
                kind.Check(check, known, kind.Key);
            }

            // What was there before is not the fault of the import.
            check.Accept();
            foreach (ModelProblem problem in before)
            {
                check.Report(problem.Key, problem.Problem);
            }

            foreach ((int index, T added) in all[false].Index())
            {
                kind.Check(check, added, $"{kind.Key}:{index}");
            }
        }
    }

    private List<T> Named<T>(string what, IReadOnlyList<T> inFiles, IReadOnlyList<T> kept, IReadOnlyList<T> imported, Func<T, string> nameOf)
    {
        HashSet<string> fixedNames = new(inFiles.Select(nameOf), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> added = new(StringComparer.OrdinalIgnoreCase);
        List<T> all = [.. kept];
        foreach ((int place, T item) in kept.Index())
        {
            places.TryAdd(nameOf(item), place);
        }

        foreach (T item in imported)
        {
            string name = nameOf(item);
            if (fixedNames.Contains(name))
            {
                _skipped.Add($"The {what} '{name}' is declared in a file and can be changed only there.");
            }
            else if (!added.Add(name) || (places.ContainsKey(name) && !replace))
            {
                _skipped.Add($"The {what} '{name}' is there already.");
            }
            else if (places.TryGetValue(name, out int place))
            {
                all[place] = item;
                _taken.Add($"{what} '{name}', in place of the one that was there");
            }
            else
            {
                all.Add(item);
                _taken.Add($"{what} '{name}'");
            }
        }

        return all;
    }

    private List<PersonalRule> Rules(IReadOnlyList<PersonalRule> imported)
    {
        HashSet<(string, string?, string?)> known = [.. stored.Rules.Select(Same)];
        List<PersonalRule> all = [.. stored.Rules];
        foreach (PersonalRule rule in imported)
        {
            if (known.Add(Same(rule)))
            {
                all.Add(number(rule));
            }
            else
            {
                _skipped.Add($"The rule '{rule.Text}' is there already.");
            }
        }

        if (all.Count > stored.Rules.Count)
        {
            _taken.Add(string.Create(CultureInfo.InvariantCulture, $"{all.Count - stored.Rules.Count} rules"));
        }

        return all;

        static (string, string?, string?) Same(PersonalRule rule) => (rule.Text, rule.Group?.ToUpperInvariant(), rule.Client?.ToUpperInvariant());
    }
}
