using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>One condition of a search. Several values of one term are alternatives. Immutable; matching allocates nothing.</summary>
internal sealed class QueryTerm
{
    public required QueryField Field { get; init; }

    /// <summary>The row must not be so.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Of fields that compare with names.</summary>
    public IReadOnlyList<NameFilter> Names { get; init; } = [];

    /// <summary>Of <see cref="QueryField.Client"/>.</summary>
    public IReadOnlyList<NetworkPrefix> Networks { get; init; } = [];

    /// <summary>Of fields with numbers behind their ids.</summary>
    public IReadOnlyList<uint> Numbers { get; init; } = [];

    /// <summary>Of devices and groups: whether an address is one of theirs.</summary>
    public Func<ClientAddress, bool>? IsTheirs { get; init; }

    /// <summary>Of <see cref="QueryField.Took"/>: least and most microseconds, both included.</summary>
    public (uint Least, uint Most) Took { get; init; }

    public bool Matches(in QueryFacts query) => Holds(query) != IsNegated;

    /// <summary>False when no row of a segment with these clients and names can match.</summary>
    /// <param name="clients">Null when they are not known.</param>
    public bool MayBeIn(IReadOnlySet<ClientAddress>? clients, SuffixFilter names) => IsNegated || Field switch
    {
        QueryField.Name => Names.Any(name => name.MayBeIn(names)),
        QueryField.Client => clients is null || clients.Any(Contains),
        QueryField.Device or QueryField.Group => clients is null || clients.Any(IsTheirs!),
        _ => true,
    };

    private bool Holds(in QueryFacts query) => Field switch
    {
        QueryField.Word or QueryField.Name => HasName(query.Name) || (!query.Found.IsEmpty && HasName(query.Found)),
        QueryField.Client => query.Client is { } client && Contains(client),
        QueryField.Device or QueryField.Group => query.Client is { } client && IsTheirs!(client),
        QueryField.Decision => Has((uint)query.Decision),
        QueryField.Type => Has((uint)query.Type),
        QueryField.Reason => Has((uint)query.Reason),
        QueryField.Rcode => Has((uint)query.ResponseCode),
        QueryField.Source => Has((uint)query.Source),
        QueryField.Protocol => Has((uint)query.Protocol),
        QueryField.List => Has(query.ListId),
        QueryField.Upstream => Has(query.Upstream),
        _ => query.ElapsedMicroseconds >= Took.Least && query.ElapsedMicroseconds <= Took.Most,
    };

    private bool HasName(ReadOnlySpan<byte> name)
    {
        for (int at = 0; at < Names.Count; at++)
        {
            if (Names[at].Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    private bool Contains(ClientAddress client)
    {
        for (int at = 0; at < Networks.Count; at++)
        {
            if (Networks[at].Contains(client.High, client.Low))
            {
                return true;
            }
        }

        return false;
    }

    private bool Has(uint value)
    {
        for (int at = 0; at < Numbers.Count; at++)
        {
            if (Numbers[at] == value)
            {
                return true;
            }
        }

        return false;
    }
}
