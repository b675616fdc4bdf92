using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>Joins what is imported with what is there; what is there stays as it is.</summary>
internal sealed class PolicyImportMerge(PolicyOptions declared, FilteringOptions filtering, StoredPolicy stored, Func<PersonalRule, PersonalRule> number)
{
    private readonly List<string> _skipped = [];

    public IReadOnlyList<string> Skipped => _skipped;

    public StoredPolicy Merge(PolicyImport import) => stored with
    {
        Groups = Named("group", declared.Groups, stored.Groups, import.Groups, group => group.Name),
        Devices = Named("device", declared.Devices, stored.Devices, import.Devices, device => device.Name),
        Schedules = Named("schedule", declared.Schedules, stored.Schedules, import.Schedules, schedule => schedule.Name),
        Lists = Named("list", filtering.Lists, stored.Lists, import.Lists, list => list.Name),
        Rules = Rules(import.Rules),
        Records = Records(import.Records),
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
        StoredLists.Check(merged.Lists, filtering.Lists, check);
        return check;

        void Add<T>(PolicyKind<T> kind)
        {
            IReadOnlyList<ModelProblem> before = check.Problems.ToArray();
            foreach (T known in kind.Declared(declared).Concat(kind.Stored(stored)))
            {
                kind.Check(check, known, kind.Key);
            }

            // What was there before is not the fault of the import.
            check.Accept();
            foreach (ModelProblem problem in before)
            {
                check.Report(problem.Key, problem.Problem);
            }

            T[] added = [.. kind.Stored(merged).Skip(kind.Stored(stored).Count)];
            for (int index = 0; index < added.Length; index++)
            {
                kind.Check(check, added[index], $"{kind.Key}:{index}");
            }
        }
    }

    private List<T> Named<T>(string what, IReadOnlyList<T> inFiles, IReadOnlyList<T> kept, IReadOnlyList<T> imported, Func<T, string> nameOf)
    {
        HashSet<string> names = new(inFiles.Concat(kept).Select(nameOf), StringComparer.OrdinalIgnoreCase);
        List<T> all = [.. kept];
        foreach (T item in imported)
        {
            if (names.Add(nameOf(item)))
            {
                all.Add(item);
            }
            else
            {
                _skipped.Add($"The {what} '{nameOf(item)}' is there already.");
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

        return all;

        static (string, string?, string?) Same(PersonalRule rule) => (rule.Text, rule.Group?.ToUpperInvariant(), rule.Client?.ToUpperInvariant());
    }

    private List<RecordOptions> Records(IReadOnlyList<RecordOptions> imported)
    {
        HashSet<(string, string, string)> known = [.. declared.Records.Concat(stored.Records).Select(Same)];
        List<RecordOptions> all = [.. stored.Records];
        foreach (RecordOptions record in imported)
        {
            if (known.Add(Same(record)))
            {
                all.Add(record);
            }
            else
            {
                _skipped.Add($"The record '{record.Name} {record.Type}' is there already.");
            }
        }

        return all;

        static (string, string, string) Same(RecordOptions record) => (record.Name.TrimEnd('.').ToUpperInvariant(), record.Type.ToUpperInvariant(), record.Value);
    }
}
