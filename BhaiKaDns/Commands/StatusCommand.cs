namespace BhaiKaDns.Commands;

/// <summary><c>status</c>: uptime, counts and health of the running instance.</summary>
internal static class StatusCommand
{
    public static async Task<int> InvokeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using RunningInstance instance = new(context.DataDirectory);
        StatusAnswer? status = await instance.TryGetAsync("status", CommandJson.Default.StatusAnswer, cancellationToken);
        if (status is null)
        {
            await context.Error.WriteLineAsync($"No running instance answers in {context.DataDirectory.Path}.");
            return ExitCodes.Unexpected;
        }

        double blockedShare = status.Queries == 0 ? 0 : (double)status.Blocked / status.Queries;
        await context.Output.WriteLineAsync($"Bhai Ka DNS {status.Version}: {status.Status}");
        await context.Output.WriteLineAsync($"  up        {TimeSpan.FromSeconds(status.UptimeSeconds):c}");
        await context.Output.WriteLineAsync($"  queries   {status.Queries}");
        await context.Output.WriteLineAsync($"  blocked   {status.Blocked} ({blockedShare:P1})");
        await context.Output.WriteLineAsync($"  hit rate  {status.HitRate:P1}");
        foreach (StatusAnswerPart part in status.Parts)
        {
            await context.Output.WriteLineAsync($"  {part.Name}: {part.State} since {part.Since:u}. {part.Detail}");
        }

        return ExitCodes.Done;
    }
}
