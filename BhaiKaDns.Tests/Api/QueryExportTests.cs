using BhaiKaDns.Components;
using BhaiKaDns.QueryLog;
using NUnit.Framework;

namespace BhaiKaDns.Api;

internal sealed class QueryExportTests
{
    [TestCase("=cmd|calc", "'=cmd|calc")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [TestCase("www.example", "www.example")]
    [TestCase(null, "")]
    public void Cell_AnyValue_IsNoFormula(string? value, string expected) => Assert.That(QueryExport.Cell(value), Is.EqualTo(expected));

    [TestCase("=hyperlink.example", ",'=hyperlink.example,")]
    [TestCase("<script>.example", ",<script>.example,")]
    [TestCase(@"\226\128\174evil.example", @",\226\128\174evil.example,")]
    public async Task WriteAsync_InjectedName_IsHarmless(string name, string expected)
    {
        using LogHarness log = new();
        log.Add(name);
        log.WriteOut();

        string text = await ExportAsync(log, ExportFormat.Csv);

        Assert.That(text, Does.Contain(expected));
    }

    [Test]
    public async Task WriteAsync_MoreThanOnePage_WritesEachRowOnce([Values] ExportFormat format)
    {
        using LogHarness log = new();
        for (int at = 0; at < 12_000; at++)
        {
            log.Add("www.example");
        }

        log.WriteOut();

        string text = await ExportAsync(log, format);

        Assert.That(text.Split('\n').Length, Is.EqualTo(12_000 + (format is ExportFormat.Csv ? 2 : 1)));
    }

    private static async Task<string> ExportAsync(LogHarness log, ExportFormat format)
    {
        using MemoryStream stream = new();
        await new QueryExport(log.Reader, HomeNamesSamples.Nobody, format).WriteAsync(new QueryLogFilter(), stream, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
