using System.Net;
using BhaiKaDns.Analytics;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components;

/// <summary>Snapshots as the page may meet them.</summary>
internal static class LiveSnapshotSamples
{
    public static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);

    public static readonly ClientAddress Phone = ClientAddress.From(IPAddress.Parse("192.168.1.23"));

    public static LiveSnapshot Empty => new(Moment, new LiveTotals(0, 0, 0, 0, 0, 0), 0, [], [], [], [], []);

    public static LiveSnapshot With(long queries) => Empty with { Totals = new LiveTotals(queries, queries / 4, queries / 2, 0, 0, 1) { HitRate = 0.5 } };

    public static LiveSnapshot WithQuery(string name, Decision decision = Decision.Allowed, Reason reason = Reason.None, ushort listId = 0) => With(1) with
    {
        TopNames = [new NameCount(name, 1, 0)],
        LastQueries =
        [
            new RecentQuery(Moment, Phone, name, RecordType.Aaaa, TransportProtocol.Udp, decision, reason, listId, ResponseCode.NoError, AnswerSource.Cache, 38),
        ],
    };
}
