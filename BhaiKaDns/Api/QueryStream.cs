using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Api;

/// <summary>
/// The newest queries as server-sent events: <c>query</c> with a row, <c>lost</c> with how many came and went unseen since the last
/// event, <c>alive</c> now and then so that both ends notice when the other has gone.
/// </summary>
internal sealed class QueryStream(QueryFeedReader reader, HomeNames names, TimeProvider time)
{
    private const int RowsAtOnce = 500;
    private const int RoundsBetweenSigns = 60;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<SseItem<string>> ReadAsync(QuerySearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using QueryFeedReader watching = reader;
        using PeriodicTimer timer = new(Pace, time);
        yield return new SseItem<string>("{}", "alive");
        for (int silent = 0; !cancellationToken.IsCancellationRequested; silent++)
        {
            FeedCatch caught = watching.Take(search, RowsAtOnce);
            if (caught.Lost + caught.Passed is var lost && lost > 0)
            {
                yield return new SseItem<string>(string.Create(CultureInfo.InvariantCulture, $"{{\"rows\":{lost}}}"), "lost");
            }

            foreach (QueryLogRow row in caught.Rows)
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(QueryReport.Of(row, names), ApiJson.Default.QueryReport), "query");
            }

            if (caught.Rows.Count > 0)
            {
                silent = 0;
            }
            else if (silent >= RoundsBetweenSigns)
            {
                silent = 0;
                yield return new SseItem<string>("{}", "alive");
            }

            if (!await WaitAsync(timer, cancellationToken))
            {
                yield break;
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
