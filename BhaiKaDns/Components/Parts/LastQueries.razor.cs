using System.Globalization;
using BhaiKaDns.Analytics;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>The newest queries with what was decided about each and why.</summary>
public sealed partial class LastQueries : ComponentBase
{
    // What fits on a screen and a half; a browser that redraws more every second warms the phone for nothing.
    private const int MaxRows = 30;

    /// <summary>Shown while there is no query.</summary>
    [Parameter, EditorRequired]
    public string EmptySentence { get; set; } = string.Empty;

    /// <summary>Distance of the reader's clock from UTC.</summary>
    [Parameter]
    public TimeSpan UtcOffset { get; set; }

    [CascadingParameter]
    private LiveSnapshot Snapshot { get; set; } = null!;

    [Inject]
    private ListNames ListNames { get; set; } = null!;

    [Inject]
    private DeviceNames DeviceNames { get; set; } = null!;

    private IEnumerable<RecentQuery> Rows => Snapshot.LastQueries.Take(MaxRows);

    private static string Source(RecentQuery query) => query.Source switch
    {
        AnswerSource.Cache => "cache",
        AnswerSource.Upstream => "upstream",
        AnswerSource.Local or AnswerSource.Blocked => "this server",
        AnswerSource.Stale => "cache, stale",
        _ => "–",
    };

    private string Whom(ClientAddress client) => client == default ? "–" : DeviceNames(client) is { } name ? DisplayText.Line(name) : client.ToString();

    private string Clock(DateTimeOffset time) => time.ToOffset(UtcOffset).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private string Because(RecentQuery query)
    {
        if (query.Reason is Reason.None)
        {
            return query.ResponseCode switch
            {
                ResponseCode.NameError => "there is no such name",
                ResponseCode.ServerFailure => "the upstream could not say",
                _ => string.Empty,
            };
        }

        string list = query.ListId == 0 ? string.Empty : ListNames(query.ListId);
        string sentence = query.Found is { } found ? $"{query.Reason.Sentence()}: {found}" : query.Reason.Sentence();
        return list.Length == 0 ? sentence : $"{sentence} ({list})";
    }
}
