using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Import.AdGuardHome;

/// <summary>Clients of AdGuard Home become devices; those with wishes of their own get a group of their own.</summary>
internal sealed class AdGuardHomeClients(ConfigNode root, ImportDraft draft)
{
    private static readonly (string Key, string Id)[] SafeSearches =
    [
        ("bing", "bing"), ("duckduckgo", "duckduckgo"), ("ecosia", "ecosia"), ("google", "google"), ("pixabay", "pixabay"), ("yandex", "yandex"),
    ];

    private static readonly (string Key, DayOfWeek Day)[] Days =
    [
        ("sun", DayOfWeek.Sunday), ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday),
    ];

    public void Read()
    {
        ConfigNode dns = root["dns"];
        ConfigNode filtering = root["filtering"];
        GroupOptions home = Wishes(GroupOptions.DefaultName, filtering["blocked_services"] is { Exists: true } services ? services : dns["blocked_services"],
            filtering["safe_search"] is { Exists: true } search ? search : dns["safesearch_enabled"], []);
        if (home.BlockedServices.Count > 0 || home.SafeSearch.Count > 0 || home.YouTube is not YouTubeMode.Off)
        {
            draft.SetGroup(home);
        }

        // Until schema version 14 the clients were the sequence itself.
        ConfigNode clients = root["clients"];
        foreach (ConfigNode client in clients["persistent"].Exists ? clients["persistent"].Items : clients.Items)
        {
            ReadClient(client, home);
        }
    }

    private void ReadClient(ConfigNode client, GroupOptions home)
    {
        string name = client["name"].Text ?? client["ids"].Texts.FirstOrDefault() ?? "";
        string[] upstreams = draft.Usable(client["upstreams"].Texts);
        bool hasOwnSettings = client["use_global_settings"].Flag is false;
        bool hasOwnServices = client["use_global_blocked_services"].Flag is false;
        string group = GroupOptions.DefaultName;
        if (hasOwnSettings || hasOwnServices || upstreams.Length > 0)
        {
            group = draft.FreeGroupName(name);
            GroupOptions own = Wishes(
                group,
                hasOwnServices ? client["blocked_services"] : ConfigNode.Missing,
                client["safe_search"] is { Exists: true } search ? search : client["safesearch_enabled"],
                upstreams);
            draft.SetGroup(new GroupOptions
            {
                Name = group,
                Upstreams = upstreams,
                Lists = hasOwnSettings && client["filtering_enabled"].Flag is false ? [] : [GroupOptions.All],
                BlockedServices = hasOwnServices ? own.BlockedServices : home.BlockedServices,
                SafeSearch = hasOwnSettings ? own.SafeSearch : home.SafeSearch,
                YouTube = hasOwnSettings ? own.YouTube : home.YouTube,
            });
        }

        if (hasOwnSettings && (client["parental_enabled"].Flag is true || client["safebrowsing_enabled"].Flag is true))
        {
            draft.Leave($"parental control and safe browsing of {name}", "both ask a server of that product; lists do it here");
        }

        draft.AddDevice(name, client["ids"].Texts, group, [.. client["tags"].Texts]);
    }

    private GroupOptions Wishes(string group, ConfigNode services, ConfigNode search, IReadOnlyList<string> upstreams)
    {
        // Before schema version 21 the services were the sequence itself.
        string[] ids = [.. services["ids"].Exists ? services["ids"].Texts : services.Texts];
        string[] known = [.. ids.Where(draft.IsKnownService)];
        foreach (string id in ids.Except(known))
        {
            draft.Leave($"blocked service {id} of {group}", "this program does not know a service with this id");
        }

        ReadSchedule(group, services["schedule"], known);

        // A flag alone, as it was before schema version 17, means all of them.
        bool isSafe = (search.Flag ?? search["enabled"].Flag) is true;
        string[] engines = !isSafe ? [] : search.Flag is true ? [GroupOptions.All] : [.. SafeSearches.Where(pair => search[pair.Key].Flag is true).Select(pair => pair.Id)];
        return new GroupOptions
        {
            Name = group,
            BlockedServices = known,
            SafeSearch = engines,
            YouTube = isSafe && (search.Flag is true || search["youtube"].Flag is true) ? YouTubeMode.Strict : YouTubeMode.Off,
            Upstreams = upstreams,
        };
    }

    // Their schedule tells when services are let through.
    private void ReadSchedule(string group, ConfigNode schedule, string[] services)
    {
        List<TimeRangeOptions> ranges = [];
        foreach ((string key, DayOfWeek day) in Days)
        {
            ConfigNode range = schedule[key];
            if (PeerDuration.Parse(range["start"].Text, TimeSpan.FromMilliseconds(1)) is { } start
                && PeerDuration.Parse(range["end"].Text, TimeSpan.FromMilliseconds(1)) is { } end && end > start && end <= TimeSpan.FromDays(1))
            {
                ranges.Add(new TimeRangeOptions { Days = [day], From = TimeOnly.FromTimeSpan(start), To = end == TimeSpan.FromDays(1) ? TimeOnly.MinValue : TimeOnly.FromTimeSpan(end) });
            }
        }

        if (ranges.Count > 0 && services.Length > 0)
        {
            string zone = schedule["time_zone"].Text ?? "";
            draft.AddSchedule(new ScheduleOptions
            {
                Name = $"services of {group}",
                Groups = [group],
                Ranges = ranges,
                TimeZone = zone is "Local" ? "" : zone,
                Action = ScheduleAction.Allow,
                Services = services,
            });
        }
    }
}
