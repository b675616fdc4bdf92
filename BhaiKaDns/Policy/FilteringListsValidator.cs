using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy;

/// <summary>Checks what attributes cannot say: names and sources of lists, and each rule. Every problem names its key.</summary>
internal sealed class FilteringListsValidator : IValidateOptions<FilteringOptions>
{
    private const int MaxNameLength = 64;
    private const int MaxLists = 1000;

    public ValidateOptionsResult Validate(string? name, FilteringOptions options)
    {
        ValidateOptionsResultBuilder problems = new();
        if (!Enum.IsDefined(options.WhenUnavailable))
        {
            problems.AddError("Filtering:WhenUnavailable: must be Open or Refuse.");
        }

        if (options.Lists.Count > MaxLists)
        {
            problems.AddError($"Filtering:Lists: at most {MaxLists} lists.");
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < options.Lists.Count; index++)
        {
            CheckList(options.Lists[index], $"Filtering:Lists:{index}", names, problems);
        }

        for (int index = 0; index < options.Rules.Count; index++)
        {
            string? problem = ProblemOf(options.Rules[index]);
            if (problem is not null)
            {
                problems.AddError($"Filtering:Rules:{index}: {problem}");
            }
        }

        return problems.Build();
    }

    /// <summary>Why a rule that a person wrote decides nothing, as a sentence; null if it is good or a comment.</summary>
    public static string? ProblemOf(string rule)
    {
        byte[] text = Encoding.UTF8.GetBytes(rule);
        if (text.Contains((byte)'\n'))
        {
            return "A rule is one line.";
        }

        RuleLineKind kind = RuleLine.Parse(text, new ZoneContext(), out RuleLine line);
        RuleProblem problem = line.Problem;
        byte[] name = new byte[DomainName.MaxLength];
        while (kind is RuleLineKind.Names && problem is RuleProblem.None && line.TryNext(name, out _))
        {
            problem = line.Problem;
        }

        return problem is RuleProblem.None ? null : problem.Sentence();
    }

    private static void CheckList(ListOptions list, string key, HashSet<string> names, ValidateOptionsResultBuilder problems)
    {
        if (string.IsNullOrWhiteSpace(list.Name) || list.Name.Length > MaxNameLength || list.Name.Any(char.IsControl))
        {
            problems.AddError($"{key}:Name: 1 to {MaxNameLength} printable characters are needed.");
        }
        else if (string.Equals(list.Name, ListCatalog.RulesName, StringComparison.OrdinalIgnoreCase))
        {
            problems.AddError($"{key}:Name: '{list.Name}' stands for the rules of this home.");
        }
        else if (!names.Add(list.Name))
        {
            problems.AddError($"{key}:Name: '{list.Name}' is used twice.");
        }

        if (!Enum.IsDefined(list.Kind))
        {
            problems.AddError($"{key}:Kind: must be Block, Allow or Threat.");
        }
        else if (list.Kind is ListKind.Allow && ListPresets.TryFind(list.Source, out _, out _))
        {
            problems.AddError($"{key}:Kind: what '{list.Source}' names is blocked, not allowed; leave Kind out.");
        }

        if (list.Interval is { } interval && (interval < FilteringOptions.ShortestInterval || interval > FilteringOptions.LongestInterval))
        {
            problems.AddError($"{key}:Interval: '{interval:c}' cannot be used, it must be between 00:00:01 and 60.00:00:00.");
        }

        if (!ListSource.TryParse(list.Source, out _, out string? problem))
        {
            problems.AddError($"{key}:Source: {problem}");
        }
    }
}
