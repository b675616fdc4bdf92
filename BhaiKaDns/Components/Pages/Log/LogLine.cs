using System.Globalization;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Components.Pages.Log;

/// <summary>One row as it is shown, made once: redrawing a page must not put texts together again. Public because parameters of components must be.</summary>
public sealed class LogLine
{
    private LogLine(QueryLogRow row, long key)
    {
        Row = row;
        Key = key;
    }

    /// <summary>Unique on its page.</summary>
    public long Key { get; }

    public string Time { get; private init; } = "";

    public string ExactTime { get; private init; } = "";

    /// <summary>Name of the device, or its address.</summary>
    public string Whom { get; private init; } = "";

    /// <summary>Address; null where privacy keeps it out.</summary>
    public string? Client { get; private init; }

    /// <summary>Presentation form; null where privacy keeps it out.</summary>
    public string? Name { get; private init; }

    public string Type { get; private init; } = "";

    /// <summary>Id, as styles know it.</summary>
    public string DecisionId { get; private init; } = "";

    public string Decision { get; private init; } = "";

    public string Because { get; private init; } = "";

    public string Source { get; private init; } = "";

    public string Took { get; private init; } = "";

    internal QueryLogRow Row { get; }

    internal static LogLine Of(QueryLogRow row, long key, HomeNames names, Texts texts, TimeSpan utcOffset)
    {
        string? device = row.Client is { } client ? names.DeviceOf(client) : null;
        DateTimeOffset time = row.Time.ToOffset(utcOffset);
        return new LogLine(row, key)
        {
            Time = time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            ExactTime = time.ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture),
            Whom = device is null ? row.Client?.ToString() ?? "–" : DisplayText.Line(device),
            Client = row.Client?.ToString(),
            Name = row.Name,
            Type = RecordTypeText.ToText(row.Type),
            DecisionId = row.Decision.Id(),
            Decision = texts[row.Decision.Id()],
            Because = Reason(row, names, texts),
            Source = texts[SourceWords(row.Source)],
            Took = DisplayText.Elapsed(row.ElapsedMicroseconds),
        };
    }

    private static string Reason(QueryLogRow row, HomeNames names, Texts texts)
    {
        if (row.Reason is Queries.Reason.None)
        {
            return row.ResponseCode switch
            {
                ResponseCode.NameError => texts["there is no such name"],
                ResponseCode.ServerFailure => texts["the upstream could not say"],
                _ => "",
            };
        }

        string sentence = texts[row.Reason.Sentence()];
        sentence = row.Found is { } found ? $"{sentence}: {DisplayText.Name(found)}" : sentence;
        return names.ListOf(row.ListId) is { Length: > 0 } list ? $"{sentence} ({DisplayText.Line(list)})" : sentence;
    }

    private static string SourceWords(AnswerSource source) => source switch
    {
        AnswerSource.Cache => "cache",
        AnswerSource.Upstream => "upstream",
        AnswerSource.Local or AnswerSource.Blocked => "this server",
        AnswerSource.Stale => "cache, stale",
        _ => "–",
    };
}
