namespace BhaiKaDns.EndToEnd;

/// <summary>The address of each page, in a home that <see cref="SeededHome"/> has filled, and the name that its picture gets.</summary>
internal static class EveryPage
{
    public static readonly IReadOnlyList<(string Name, string Path)> All =
    [
        ("dashboard", ""),
        ("queries", "queries"),
        ("threats", "threats"),
        ("typos", "typos"),
        ("lookup", "lookup?name=ads.example"),
        ("lists", "lists"),
        ("rules", "rules"),
        ("records", "records"),
        ("services", "services"),
        ("import", "import"),
        ("devices", "devices"),
        ("device", "devices/Mina%27s%20tablet"),
        ("groups", "groups"),
        ("group", "groups/edit/Children"),
        ("group-new", "groups/edit"),
        ("schedules", "schedules"),
        ("schedule", "schedules/edit/Bed%20time"),
        ("schedule-new", "schedules/edit"),
        ("cache", "cache"),
        ("upstreams", "upstreams"),
        ("settings", "settings"),
        ("system", "system"),
        ("users", "users"),
        ("audit", "audit"),
        ("account", "account"),
        ("connect", "connect"),
        ("test", "test"),
        ("welcome", "welcome"),
        ("missing", "no-such-page"),
        ("sign-out", "sign-out"),
        ("login", "login"),
        ("blocked", "http://www.ads.example"),
    ];
}
