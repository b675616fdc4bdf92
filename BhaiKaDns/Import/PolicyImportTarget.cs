using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using BhaiKaDns.Policy;

namespace BhaiKaDns.Import;

/// <summary>The one place where an import hands over people, rules, records and lists: they are declared in the data directory's settings file.</summary>
internal sealed class PolicyImportTarget(SettingsFile file)
{
    /// <param name="replace">Whether what has the same name is replaced instead of kept.</param>
    /// <param name="isTrial">Checks without writing.</param>
    public Task<ImportOutcome> ApplyAsync(ImportedPolicy policy, bool replace, bool isTrial, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SettingsFileChange change = file.Change((root, outcome) => Merge(root, policy, replace, outcome), isTrial);
        return Task.FromResult(new ImportOutcome(change.Applied, change.Kept, change.Problems));
    }

    private static void Merge(JsonObject root, ImportedPolicy policy, bool replace, SettingsFileChange outcome)
    {
        ImportJson json = ImportJson.Default;
        if (policy.Lists.Count > 0)
        {
            // A list of settings is taken whole from the highest file that names it, so the default must stand beside what is added.
            SeedLists(root);
        }

        MergeNamed(root, "Filtering:Lists", policy.Lists, json.ListOptions, item => item.Name, replace, outcome);
        MergeNamed(root, "Policy:Groups", policy.Groups, json.GroupOptions, item => item.Name, replace, outcome);
        MergeNamed(root, "Policy:Devices", policy.Devices, json.DeviceOptions, item => item.Name, replace, outcome);
        MergeNamed(root, "Policy:Schedules", policy.Schedules, json.ScheduleOptions, item => item.Name, replace, outcome);
        MergeWhole(root, "Policy:Records", policy.Records.Select(record => JsonSerializer.SerializeToNode(record, json.RecordOptions)!), outcome);
        MergeWhole(root, "Filtering:Rules", policy.Rules.Select(rule => (JsonNode)JsonValue.Create(rule)), outcome);
        MergeWhole(root, "Policy:HostsFiles", policy.HostsFiles.Select(path => (JsonNode)JsonValue.Create(path)), outcome);
    }

    private static void SeedLists(JsonObject root)
    {
        if (root[FilteringOptions.Section]?["Lists"] is null)
        {
            JsonArray known = new([.. new FilteringOptions().Lists.Select(list => JsonSerializer.SerializeToNode(list, ImportJson.Default.ListOptions))]);
            SettingsFile.Set(root, "Filtering:Lists", known, replace: true, new SettingsFileChange());
        }
    }

    private static void MergeNamed<T>(
        JsonObject root, string key, IReadOnlyList<T> items, JsonTypeInfo<T> type, Func<T, string> nameOf, bool replace, SettingsFileChange outcome)
    {
        if (items.Count == 0)
        {
            return;
        }

        JsonArray array = ArrayAt(root, key);
        Dictionary<string, JsonNode> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonNode node in array.OfType<JsonObject>())
        {
            known.TryAdd(node["Name"]?.ToString() ?? "", node);
        }

        foreach (T item in items)
        {
            string label = $"{key} '{nameOf(item)}'";
            bool exists = known.TryGetValue(nameOf(item), out JsonNode? present);
            if (exists && !replace)
            {
                outcome.Kept.Add(label);
                continue;
            }

            if (exists)
            {
                array.Remove(present);
            }

            array.Add(JsonSerializer.SerializeToNode(item, type));
            outcome.Applied.Add(label);
        }
    }

    private static void MergeWhole(JsonObject root, string key, IEnumerable<JsonNode> items, SettingsFileChange outcome)
    {
        JsonNode[] added = [.. items];
        if (added.Length == 0)
        {
            return;
        }

        JsonArray array = ArrayAt(root, key);
        HashSet<string> known = [.. array.Select(node => node?.ToJsonString() ?? "")];
        foreach (JsonNode item in added.Where(item => known.Add(item.ToJsonString())))
        {
            array.Add(item);
        }

        outcome.Applied.Add(key);
    }

    private static JsonArray ArrayAt(JsonObject root, string key)
    {
        string[] path = key.Split(':');
        if (root[path[0]]?[path[1]] is JsonArray present)
        {
            return present;
        }

        JsonArray made = [];
        SettingsFile.Set(root, key, made, replace: true, new SettingsFileChange());
        return made;
    }
}

/// <param name="Applied">What was set.</param>
/// <param name="Kept">What was there already and stayed.</param>
/// <param name="Problems">Why nothing was set; empty if it was.</param>
internal sealed record ImportOutcome(IReadOnlyList<string> Applied, IReadOnlyList<string> Kept, IReadOnlyList<string> Problems);
