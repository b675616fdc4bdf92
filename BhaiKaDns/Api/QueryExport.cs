using System.Globalization;
using System.Text;
using System.Text.Json;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Api;

/// <summary>Rows of the log as a file, newest first, some thousand at a time: what is written is in memory only for a moment.</summary>
internal sealed class QueryExport(QueryLogReader log, HomeNames names, ExportFormat format)
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 1_000_000;

    private const int RowsAtOnce = 5_000;

    private static readonly string CsvHead = "time,client,device,name,type,protocol,decision,reason,list,rcode,source,elapsedMs,upstream,found\r\n";

    // What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection).
    private static readonly System.Buffers.SearchValues<char> FormulaStarts = System.Buffers.SearchValues.Create("=+-@\t\r\n");

    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n\t ;");

    public string ContentType => format is ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson";

    public string FileName => format is ExportFormat.Csv ? "queries.csv" : "queries.jsonl";

    public static ExportFormat? FormatOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "csv" => ExportFormat.Csv,
        "jsonl" => ExportFormat.JsonLines,
        _ => null,
    };

    public async Task WriteAsync(QueryLogFilter filter, Stream stream, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        if (format is ExportFormat.Csv)
        {
            text.Append(CsvHead);
        }

        filter = filter with { Limit = RowsAtOnce };
        for (int written = 0; written < MaxRows;)
        {
            QueryLogPage page = await log.ReadAsync(filter, cancellationToken);
            foreach (QueryLogRow row in page.Rows)
            {
                Append(text, QueryReport.Of(row, names));
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            text.Clear();
            written += page.Rows.Count;
            if (page.Next is not { } next)
            {
                return;
            }

            filter = filter with { Before = next };
        }
    }

    /// <summary>A value as one cell: never the beginning of a formula, quoted where it must be (RFC 4180).</summary>
    internal static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        string harmless = FormulaStarts.Contains(value[0]) ? "'" + value : value;
        return harmless.AsSpan().ContainsAny(Quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    private void Append(StringBuilder text, QueryReport row)
    {
        if (format is ExportFormat.JsonLines)
        {
            text.Append(JsonSerializer.Serialize(row, ApiJson.Default.QueryReport)).Append('\n');
            return;
        }

        text.Append(row.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        string?[] cells =
        [
            row.Client, row.Device, row.Name, row.Type, row.Protocol, row.Decision, row.Reason, row.List, row.Rcode, row.Source,
            row.ElapsedMs.ToString("0.###", CultureInfo.InvariantCulture), row.Upstream, row.Found,
        ];
        foreach (string? cell in cells)
        {
            text.Append(',').Append(Cell(cell));
        }

        text.Append("\r\n");
    }
}

internal enum ExportFormat : byte
{
    Csv = 0,
    JsonLines = 1,
}
