using System.Globalization;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Commands;

/// <summary><c>lists</c>: how lists are, which are offered by name, and asking for newer texts.</summary>
internal static class ListsCommand
{
    private const string AllLists = "lists?limit=500";

    public static Task<int> ShowAsync(CommandContext context, CancellationToken cancellationToken) => TryAsync(context, async () =>
    {
        using RunningInstance instance = new(context.DataDirectory);
        IReadOnlyList<ListReport> lists = (await instance.TryGetAsync(AllLists, CommandJson.Default.ListsAnswer, cancellationToken))?.Items
            ?? await context.Composition.ListsOffline(context.Settings, cancellationToken);
        await PrintAsync(lists, context.Output);
        return ExitCodes.Done;
    });

    public static async Task<int> ShowPresetsAsync(CommandContext context)
    {
        foreach (IGrouping<string, ListPreset> category in ListPresets.All.GroupBy(preset => preset.Category))
        {
            await context.Output.WriteLineAsync($"{category.Key}:");
            foreach (ListPreset preset in category)
            {
                string[] remarks =
                [
                    preset.Licence.Length == 0 ? "licence not known" : preset.Licence,
                    .. preset.IsNonCommercial ? ["non-commercial"] : Array.Empty<string>(),
                    .. preset.IsSignal ? ["a signal, not to block by"] : Array.Empty<string>(),
                    .. ListPresets.LevelsOf(preset).Select(level => level.ToString().ToLowerInvariant()),
                ];
                await context.Output.WriteLineAsync($"  preset:{preset.Id}  {preset.Name} ({string.Join(", ", remarks)})");
                await context.Output.WriteLineAsync($"    {preset.Url}");
            }
        }

        return ExitCodes.Done;
    }

    /// <param name="name">Of one list; null for all.</param>
    public static Task<int> RefreshAsync(CommandContext context, string? name, bool accept, CancellationToken cancellationToken) => TryAsync(context, async () =>
    {
        // Downloads end by themselves; a person who does not want to wait ends the command.
        using RunningInstance instance = new(context.DataDirectory, Timeout.InfiniteTimeSpan);
        IReadOnlyList<ListReport>? lists = (await instance.TryGetAsync(AllLists, CommandJson.Default.ListsAnswer, cancellationToken))?.Items;
        if (lists is null)
        {
            await context.Error.WriteLineAsync($"No running instance answers in {context.DataDirectory.Path}; it asks for newer texts when it starts.");
            return ExitCodes.Unexpected;
        }

        ListReport? chosen = lists.FirstOrDefault(list => string.Equals(list.Name, name, StringComparison.OrdinalIgnoreCase));
        if (name is not null && chosen is null)
        {
            await context.Error.WriteLineAsync($"There is no list '{name}'; there are {string.Join(", ", lists.Select(list => list.Name))}.");
            return ExitCodes.BadSettings;
        }

        string accepting = accept ? "?accept=true" : "";
        IReadOnlyList<ListReport> refreshed = chosen is null
            ? (await instance.TryAskAsync($"lists/refresh{accepting}", content: null, CommandJson.Default.ListsAnswer, cancellationToken))?.Items ?? []
            : await instance.TryAskAsync($"lists/{chosen.Id.ToString(CultureInfo.InvariantCulture)}/refresh{accepting}", content: null, CommandJson.Default.ListReport, cancellationToken) is { } one
                ? [one]
                : [];
        await PrintAsync(refreshed, context.Output);
        return refreshed.Any(list => list.Problem is not null) ? ExitCodes.Unexpected : ExitCodes.Done;
    });

    private static async Task<int> TryAsync(CommandContext context, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (CommandException exception)
        {
            await context.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Unexpected;
        }
    }

    private static async Task PrintAsync(IReadOnlyList<ListReport> lists, TextWriter output)
    {
        foreach (ListReport list in lists)
        {
            await output.WriteLineAsync($"{list.Name} ({list.Kind}): {Words(list.State)}{(list.Problem is null ? "" : $", it {list.Problem}")}");
            await output.WriteLineAsync($"  from      {list.Source}");
            string taken = list.FetchedAt is null ? "" : $", taken {list.FetchedAt:u}";
            await output.WriteLineAsync(CultureInfo.InvariantCulture, $"  names     {list.Names:N0} ({list.UniqueNames:N0} in no other list), {list.MemoryOctets / 1000:N0} kB{taken}");
            if (list.HeldNames is { } held)
            {
                await output.WriteLineAsync(CultureInfo.InvariantCulture, $"  held back a text with {held:N0} names; 'lists refresh \"{list.Name}\" --accept' takes it");
            }

            await output.WriteLineAsync(CultureInfo.InvariantCulture, $"  hits      {list.Hits:N0} since the start ({list.UniqueHits:N0} by it alone), {list.TotalHits:N0} in all ({list.TotalUniqueHits:N0})");
            await PrintCountsAsync("ignored  ", list.Ignored, output);
            await PrintCountsAsync("shared   ", list.Overlap, output);
        }
    }

    private static Task PrintCountsAsync(string label, IReadOnlyDictionary<string, int> counts, TextWriter output) =>
        counts.Count == 0
            ? Task.CompletedTask
            : output.WriteLineAsync($"  {label} {string.Join(", ", counts.OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:N0}")))}");

    private static string Words(string state) => state.Replace('-', ' ');
}

/// <summary>Of <c>/api/v1/lists</c> what the command shows.</summary>
internal sealed record ListsAnswer(IReadOnlyList<ListReport> Items);

file static class WriterExtensions
{
    public static Task WriteLineAsync(this TextWriter output, IFormatProvider culture, FormattableString line) => output.WriteLineAsync(line.ToString(culture));
}
