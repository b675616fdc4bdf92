using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Administration.Home;

/// <summary>A name from a list of threats in use, to test with: names for testing that everybody knows stand in no such list.</summary>
internal sealed class ThreatSample(PolicyStore store, ListCatalog catalog, ListFiles files)
{
    /// <summary>Lines of a list that are looked at.</summary>
    private const int MaxRules = 1_000;

    /// <summary>Whether any list of threats is switched on.</summary>
    public bool HasList => store.Lists.Any(list => list.Kind is ListKind.Threat);

    /// <summary>The first name that a list blocks as a whole; null when no list has come yet.</summary>
    public ThreatName? Find() => store.Lists.Where(list => list.Kind is ListKind.Threat).Select(FindIn).FirstOrDefault(found => found is not null);

    private ThreatName? FindIn(ListDefinition list)
    {
        if (files.FindText(list, catalog.StateOf(list.Name)) is not { } open)
        {
            return null;
        }

        try
        {
            using Stream text = open();
            RuleReader rules = new(text, new byte[ListLineReader.BufferLength], new byte[DomainName.MaxLength], new RuleTally());
            for (int count = 0; count < MaxRules && rules.TryRead(); count++)
            {
                if (rules is { Target: RuleTarget.Name, Kind.IsAllow: false, Details: null } && rules.Kind.Covers(isWhole: true) && rules.Name.Length > 1)
                {
                    return new ThreatName(DomainNameText.ToText(rules.Name).TrimEnd('.'), list.Name);
                }
            }
        }
        catch (IOException)
        {
            // Health tells of a list that cannot be read.
        }

        return null;
    }
}

/// <param name="List">Name of the list it stands in.</param>
internal sealed record ThreatName(string Name, string List);
