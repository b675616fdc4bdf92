using System.Diagnostics.CodeAnalysis;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>A search as people type it, understood: a row must pass every term. Immutable, safe from any thread.</summary>
internal sealed class QuerySearch
{
    /// <summary>Longest text that is read.</summary>
    public const int MaxLength = 512;

    /// <summary>Most terms.</summary>
    public const int MaxTerms = 32;

    public static readonly QuerySearch Everything = new([]);

    public QuerySearch(IReadOnlyList<QueryTerm> terms) => Terms = terms;

    public IReadOnlyList<QueryTerm> Terms { get; }

    /// <summary>Reads a search; on failure says where and why, and <paramref name="search"/> is null.</summary>
    /// <param name="names">Who devices, groups and lists are; terms that need one that is missing are refused.</param>
    public static bool TryParse(
        string text, QuerySearchNames names, [NotNullWhen(true)] out QuerySearch? search, [NotNullWhen(false)] out QuerySearchProblem? problem)
    {
        QuerySearchReader reader = new(text, names);
        bool isRead = reader.TryRead(out List<QueryTerm> terms, out problem);
        search = isRead ? new QuerySearch(terms) : null;
        return isRead;
    }

    /// <summary>The same search with more terms.</summary>
    public QuerySearch And(QuerySearch other) => other.Terms.Count == 0 ? this : new QuerySearch([.. Terms, .. other.Terms]);

    public bool Matches(in QueryFacts query)
    {
        // By index: this runs for each row of the log.
        for (int at = 0; at < Terms.Count; at++)
        {
            if (!Terms[at].Matches(query))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc cref="QueryTerm.MayBeIn"/>
    public bool MayBeIn(IReadOnlySet<ClientAddress>? clients, SuffixFilter names) => Terms.All(term => term.MayBeIn(clients, names));
}

/// <summary>What a search must be told by those who know the home. Null functions know nobody.</summary>
internal sealed record QuerySearchNames
{
    public static readonly QuerySearchNames None = new();

    /// <summary>Whether an address belongs to a device of this name; null if there can be no such device.</summary>
    public Func<string, Func<ClientAddress, bool>?>? Device { get; init; }

    /// <inheritdoc cref="Device"/>
    public Func<string, Func<ClientAddress, bool>?>? Group { get; init; }

    /// <summary>Number of the list with this name; null if there is none.</summary>
    public Func<string, ushort?>? List { get; init; }

    /// <summary>Number of the upstream with this address as configured; null if there is none.</summary>
    public Func<string, byte?>? Upstream { get; init; }
}

/// <param name="Position">0-based, of the character that the trouble begins with.</param>
/// <param name="Sentence">English, for people; holds nothing of what was typed but names of fields.</param>
internal sealed record QuerySearchProblem(int Position, string Sentence);
