using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BhaiKaDns.Administration;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Commands;

/// <summary>Shows and changes single settings of the running instance; what may be changed and what is good, the instance says.</summary>
internal static class SettingsCommand
{
    private const string Path = "settings";

    // For a terminal, not for a page: umlauts and quotation marks stay as they are.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task<int> GetAsync(CommandContext context, string key, CancellationToken cancellationToken) => RunAsync(context, async (_, description) =>
    {
        if (All(description).FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } one)
        {
            await context.Output.WriteLineAsync(TextOf(one.Value));
            return true;
        }

        SettingDescription[] below = [.. All(description).Where(setting => SettingKeys.IsAtOrBelow(setting.Key, key))];
        foreach (SettingDescription setting in below)
        {
            await context.Output.WriteLineAsync($"{setting.Key} = {TextOf(setting.Value)}");
        }

        return below.Length > 0 ? true : throw Unknown(key);
    }, cancellationToken);

    public static Task<int> SetAsync(CommandContext context, string key, string value, CancellationToken cancellationToken) => RunAsync(context, async (instance, description) =>
    {
        SettingDescription setting = All(description).FirstOrDefault(known => known.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(key);
        JsonElement sections = SettingsDifference.SectionsWith(description, new Dictionary<string, JsonElement?>(StringComparer.OrdinalIgnoreCase) { [setting.Key] = Read(setting, value) });
        if (!await instance.TryPutAsync(Path, sections, CommandJson.Default.JsonElement, description.Version, cancellationToken))
        {
            return false;
        }

        await context.Output.WriteLineAsync($"{setting.Key} is set to {value}; it is in force in a moment.");
        return true;
    }, cancellationToken);

    private static async Task<int> RunAsync(CommandContext context, Func<RunningInstance, SettingsDescription, Task<bool>> act, CancellationToken cancellationToken)
    {
        using RunningInstance instance = new(context.DataDirectory);
        try
        {
            if (await instance.TryGetAsync(Path, CommandJson.Default.SettingsDescription, cancellationToken) is { } description && await act(instance, description))
            {
                return ExitCodes.Done;
            }
        }
        catch (CommandException refused)
        {
            await context.Error.WriteLineAsync(refused.Message);
            return ExitCodes.BadSettings;
        }

        await context.Error.WriteLineAsync($"No running instance answers in {context.DataDirectory.Path}.");
        return ExitCodes.Unexpected;
    }

    private static IEnumerable<SettingDescription> All(SettingsDescription description) => description.Sections.SelectMany(section => section.Settings);

    private static CommandException Unknown(string key) => new($"There is no setting {key}; 'settings get SECTION' shows those of a section, for example of Cache.");

    private static string TextOf(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString(Readable) ?? "";

    // Whether a word is a number, a switch or a span the instance judges with everything else; only lists have a shape of their own.
    private static JsonElement Read(SettingDescription setting, string value)
    {
        if (setting.Type is not (SettingTypes.List or SettingTypes.Objects))
        {
            return JsonSerializer.SerializeToElement(value, CommandJson.Default.String);
        }

        if (!value.StartsWith('['))
        {
            JsonArray items = [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode)JsonValue.Create(item))];
            return items.Deserialize(CommandJson.Default.JsonElement);
        }

        try
        {
            return JsonSerializer.Deserialize(value, CommandJson.Default.JsonElement);
        }
        catch (JsonException problem)
        {
            throw new CommandException($"{setting.Key}: this is not JSON.", problem);
        }
    }
}
