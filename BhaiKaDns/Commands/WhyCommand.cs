using System.Globalization;
using System.Net;
using System.Text.Json;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Commands;

/// <summary><c>why</c>: asks the running instance if there is one, else judges from the data directory.</summary>
internal static class WhyCommand
{
    public static async Task<int> InvokeAsync(
        CommandContext context, string name, string type, string? client, bool asJson, CancellationToken cancellationToken)
    {
        if (!RecordTypeText.TryParse(type, out RecordType recordType))
        {
            await context.Error.WriteLineAsync($"--type: '{type}' is not a record type, write A, AAAA, HTTPS or TYPE65.");
            return ExitCodes.BadSettings;
        }

        IPAddress? address = null;
        if (client is not null && !IPAddress.TryParse(client, out address))
        {
            await context.Error.WriteLineAsync($"--client: '{client}' is not an address.");
            return ExitCodes.BadSettings;
        }

        try
        {
            WhyReport report = await AskAsync(context, name, type, client, cancellationToken)
                ?? WhyReport.From(await context.Composition.ExplainOffline(
                    context.Settings, new ExplainRequest(name, recordType, address is null ? null : ClientAddress.From(address)), cancellationToken));
            await PrintAsync(report, asJson, context.Output);
            return ExitCodes.Done;
        }
        catch (CommandException exception)
        {
            await context.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Unexpected;
        }
    }

    private static async Task<WhyReport?> AskAsync(CommandContext context, string name, string type, string? client, CancellationToken cancellationToken)
    {
        using RunningInstance instance = new(context.DataDirectory);
        string query = $"why?name={Uri.EscapeDataString(name)}&type={Uri.EscapeDataString(type)}"
            + (client is null ? "" : $"&client={Uri.EscapeDataString(client)}");
        return await instance.TryGetAsync(query, CommandJson.Default.WhyReport, cancellationToken);
    }

    private static async Task PrintAsync(WhyReport report, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, CommandJson.Default.WhyReport));
            return;
        }

        await output.WriteLineAsync($"{report.Name} {report.Type}: {report.Decision} ({report.Reason})");
        if (report.Client is not null)
        {
            await output.WriteLineAsync($"  client: {report.Client}{(report.Device is null ? "" : $", device {report.Device}")}{(report.ClientName is null ? "" : $" (known as {report.ClientName})")}, group {report.Group}");
        }

        foreach (Evidence evidence in report.Evidence)
        {
            string place = evidence.List is null ? "" : evidence.Line is null ? $" in {evidence.List}" : $" in {evidence.List}, line {evidence.Line}";
            string note = evidence.Note is null ? "" : $" (does not count: {evidence.Note})";
            string weight = evidence.Weight is { } part ? string.Create(CultureInfo.InvariantCulture, $" [{part:+0.###;-0.###;0}]") : "";
            await output.WriteLineAsync($"  {evidence.Kind}{place}: {evidence.Text}{weight}{note}");
        }

        if (report.Without is { } without)
        {
            string reason = without.Reason == Reason.None.Id() ? "nothing else speaks of it" : without.Reason;
            await output.WriteLineAsync($"  without it: {without.Decision} ({reason})");
        }
    }
}
