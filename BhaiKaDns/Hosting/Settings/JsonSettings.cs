using System.Text.Json;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Reads one <c>appsettings.json</c>; comments and trailing commas are welcome, a key twice is not.</summary>
internal static class JsonSettings
{
    private const string SchemaKey = "$schema";

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>A file that does not exist is an empty source; one that cannot be read adds to <paramref name="problems"/>.</summary>
    public static SettingsSource Read(SettingOrigin origin, string path, ICollection<SettingProblem> problems)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            using FileStream file = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(file, Options);
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                Flatten(document.RootElement, "", values);
            }
            else
            {
                problems.Add(new SettingProblem(path, "must hold one object in braces"));
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Both files are optional.
        }
        catch (JsonException exception)
        {
            problems.Add(new SettingProblem(path, Describe(exception)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new SettingProblem(path, "cannot be read: " + exception.Message));
        }

        values.Remove(SchemaKey);
        return new SettingsSource(origin, path, values);
    }

    /// <summary>Turns a JSON value into keys and texts below <paramref name="key"/>, as all sources have them.</summary>
    public static void Flatten(JsonElement element, string key, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, key.Length == 0 ? property.Name : $"{key}:{property.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                // An empty list is a value too: it names the list, whole.
                if (element.GetArrayLength() == 0)
                {
                    values[key] = "";
                }

                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, $"{key}:{index++}", values);
                }

                break;
            case JsonValueKind.True or JsonValueKind.False:
                values[key] = element.GetBoolean() ? "true" : "false";
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                // "null" says nothing, so what stands below stays.
                break;
            default:
                values[key] = element.ToString();
                break;
        }
    }

    private static string Describe(JsonException exception)
    {
        int position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = position < 0 ? exception.Message : exception.Message[..position];
        return $"line {(exception.LineNumber ?? 0) + 1}: {reason}";
    }
}
