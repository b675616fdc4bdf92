using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>The last queries as they came; text is made of them only when somebody looks. One thread; adding allocates nothing.</summary>
internal sealed class RecentQueries
{
    public const int Capacity = 128;

    private readonly QueryEvent[] _queries = new QueryEvent[Capacity];
    private readonly byte[] _names = new byte[Capacity * DomainName.MaxLength];
    private readonly byte[] _found = new byte[Capacity * DomainName.MaxLength];
    private long _added;

    public void Add(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found)
    {
        int at = (int)(_added++ & (Capacity - 1));
        _queries[at] = query;
        _queries[at].NameLength = (byte)name.Length;
        _queries[at].FoundLength = (byte)found.Length;
        name.CopyTo(_names.AsSpan(at * DomainName.MaxLength));
        found.CopyTo(_found.AsSpan(at * DomainName.MaxLength));
    }

    /// <summary>Newest first.</summary>
    public List<RecentQuery> Take(int count, bool withClients)
    {
        count = (int)Math.Min(Math.Min(count, Capacity), _added);
        List<RecentQuery> taken = new(count);
        for (int back = 1; back <= count; back++)
        {
            int at = (int)((_added - back) & (Capacity - 1));
            ref readonly QueryEvent query = ref _queries[at];
            taken.Add(new RecentQuery(
                DateTimeOffset.FromUnixTimeMilliseconds(query.UnixTimeMs),
                withClients && query.Privacy is PrivacyLevel.Full ? query.Client : default,
                DomainNameText.ToText(_names.AsSpan(at * DomainName.MaxLength, query.NameLength)),
                query.Type,
                query.Protocol,
                query.Decision,
                query.Reason,
                query.ListId,
                query.ResponseCode,
                query.Source,
                query.ElapsedMicroseconds,
                FoundText.Of(query.Reason, _found.AsSpan(at * DomainName.MaxLength, query.FoundLength))));
        }

        return taken;
    }
}
