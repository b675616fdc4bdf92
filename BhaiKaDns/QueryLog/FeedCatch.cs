using System.Runtime.InteropServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>What one look at the feed brought.</summary>
/// <param name="Rows">Oldest first.</param>
/// <param name="Lost">Queries that came and went before they could be looked at; whether they pass the search is not known.</param>
/// <param name="Passed">Rows that pass the search but were more than the caller wanted.</param>
internal sealed record FeedCatch(IReadOnlyList<QueryLogRow> Rows, long Lost, int Passed)
{
    public static readonly FeedCatch Nothing = new([], 0, 0);

    internal static FeedCatch Of(byte[] octets, int count, long lost, QuerySearch search, int limit)
    {
        if (count == 0)
        {
            return lost == 0 ? Nothing : new FeedCatch([], lost, 0);
        }

        // Only places at first: text is made of the newest ones alone, however many came.
        List<int> wanted = [];
        for (int at = 0, left = count; left > 0; left--)
        {
            ref readonly QueryEvent query = ref Read(octets, at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found);
            if (search.Matches(Facts(query, name, found)))
            {
                wanted.Add(at);
            }

            at += FeedRing.LengthOf(name.Length + found.Length);
        }

        int passed = Math.Max(0, wanted.Count - limit);
        return new FeedCatch([.. wanted.Skip(passed).Select(at => ToRow(octets, at))], lost, passed);
    }

    private static ref readonly QueryEvent Read(byte[] octets, int at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found)
    {
        ref readonly QueryEvent query = ref MemoryMarshal.AsRef<QueryEvent>(octets.AsSpan(at));
        name = octets.AsSpan(at + FeedRing.EventLength, query.NameLength);
        found = octets.AsSpan(at + FeedRing.EventLength + query.NameLength, query.FoundLength);
        return ref query;
    }

    private static QueryFacts Facts(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found) => new()
    {
        Client = ClientOf(query),
        Name = name,
        Found = FoundText.IsAddress(query.Reason) ? default : found,
        Type = query.Type,
        Decision = query.Decision,
        Reason = query.Reason,
        ResponseCode = query.ResponseCode,
        Source = query.Source,
        Protocol = query.Protocol,
        ElapsedMicroseconds = query.ElapsedMicroseconds,
        ListId = query.ListId,
        Upstream = query.Upstream,
    };

    private static QueryLogRow ToRow(byte[] octets, int at)
    {
        ref readonly QueryEvent query = ref Read(octets, at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found);
        return new QueryLogRow(
            DateTimeOffset.FromUnixTimeMilliseconds(query.UnixTimeMs),
            ClientOf(query),
            name.IsEmpty ? null : DomainNameText.ToText(name),
            query.Type,
            query.Protocol,
            query.Decision,
            query.Reason,
            query.ListId,
            query.ResponseCode,
            query.Source,
            query.ElapsedMicroseconds,
            query.Upstream,
            FoundText.Of(query.Reason, found));
    }

    private static ClientAddress? ClientOf(in QueryEvent query) => query.Client == default ? null : query.Client;
}
