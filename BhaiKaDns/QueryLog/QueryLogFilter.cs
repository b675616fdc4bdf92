using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>Which rows a search wants; what is null does not restrict.</summary>
internal sealed record QueryLogFilter
{
    public ClientAddress? Client { get; init; }

    public NameFilter? Name { get; init; }

    public Decision? Decision { get; init; }

    public Reason? Reason { get; init; }

    /// <summary>What was typed into the search box.</summary>
    public QuerySearch Search { get; init; } = QuerySearch.Everything;

    /// <summary>Earliest time, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest time, excluded.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Most rows of a page.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page before this one ended.</summary>
    public QueryLogCursor? Before { get; init; }

    /// <summary>False when nothing between two times can be wanted.</summary>
    public bool MayMatch(long minTimeMs, long maxTimeMs) =>
        (From is not { } from || maxTimeMs >= from.ToUnixTimeMilliseconds())
        && (To is not { } to || minTimeMs < to.ToUnixTimeMilliseconds());

    /// <summary>Whether a row passes all but <see cref="Client"/>, whom the caller compares by place in the block's table.</summary>
    /// <param name="timeMs">Time of the row, milliseconds since 1970.</param>
    /// <param name="found">A name that the verdict was reached for counts like the name asked for.</param>
    public bool Matches(in RowHeader row, ClientAddress? client, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found, long timeMs) =>
        (Decision is not { } decision || row.Decision == decision)
        && (Reason is not { } reason || row.Reason == reason)
        && MayMatch(timeMs, timeMs)
        && (Name is not { } wanted || wanted.Matches(name) || (!row.IsFoundAddress && wanted.Matches(found)))
        && (Search.Terms.Count == 0 || Search.Matches(new QueryFacts
        {
            Client = client,
            Name = name,
            Found = row.IsFoundAddress ? default : found,
            Type = row.Type,
            Decision = row.Decision,
            Reason = row.Reason,
            ResponseCode = row.ResponseCode,
            Source = row.Source,
            Protocol = row.Protocol,
            ElapsedMicroseconds = row.ElapsedMicroseconds,
            ListId = row.ListId,
            Upstream = row.Upstream,
        }));
}
