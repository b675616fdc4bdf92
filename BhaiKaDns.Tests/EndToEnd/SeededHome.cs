using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Fakes;

namespace BhaiKaDns.EndToEnd;

/// <summary>A home in which something happened: people, devices, groups, schedules, rules, records, lists, and a few hundred questions.</summary>
internal static class SeededHome
{
    private const int Rounds = 8;

    private static readonly (string Name, string Kind, string Group, string Address)[] Devices =
    [
        ("Mina's tablet", "tablet", "Children", "127.0.1.21"),
        ("Ravi's phone", "phone", "Children", "127.0.1.22"),
        ("Kitchen laptop", "computer", "default", "127.0.1.30"),
        ("Living room television", "television", "Television and toys", "127.0.1.40"),
    ];

    private static readonly string[] Addresses = ["127.0.0.1", "127.0.1.21", "127.0.1.22", "127.0.1.30", "127.0.1.40", "127.0.1.77"];

    private static readonly string[] Names =
    [
        "www.school.example", "lessons.school.example", "www.ads.example", "telemetry.television.example", "mail.example", "www.weather.example",
        "cdn.videos.example", "doubleclick.net", "printer.lan", "www.recipes.example", "a-rather-long-name-that-a-tracker-made-up.metrics.shop.example", "xn--bcher-kva.example",
        "paypa1.com", "xn--80ak6aa92e.com", "gogle.com",
    ];

    /// <summary>The settings that the program needs for it.</summary>
    public static string[] Settings => ["--Filtering:Rules:0", "||ads.example^"];

    public static async Task FillAsync(ProgramUnderTest program)
    {
        using HttpClient api = await program.OpenApiAsync();
        await api.AddAsync("users", new { userName = "mother", role = "parent", password = ProgramUnderTest.Password });
        await api.AddAsync("groups", new { name = "Children", rules = new[] { "||videos.example^" }, blockedServices = new[] { "tiktok" }, safeSearch = new[] { "*" }, youTube = "moderate" });
        await api.AddAsync("groups", new { name = "Television and toys" });
        foreach ((string name, string kind, string group, string address) in Devices)
        {
            await api.AddAsync("devices", new { name, kind, group, addresses = new[] { address } });
        }

        string[] schoolDays = ["monday", "tuesday", "wednesday", "thursday", "friday"];
        await api.AddAsync("schedules", new { name = "Bed time", groups = new[] { "Children" }, ranges = new object[] { new { from = "21:00", to = "06:30" } }, action = "block", everything = true });
        await api.AddAsync("schedules", new { name = "School hours", groups = new[] { "Children" }, ranges = new object[] { new { days = schoolDays, from = "08:00", to = "13:00" } }, action = "block", services = new[] { "tiktok" }, onHolidays = "pause" });
        await api.AddAsync("rules", new { text = "||television.example^", note = "It tells its maker what we watch." });
        await api.AddAsync("rules", new { text = "@@||shop.example^" });
        await api.AddAsync("allow", new { name = "lessons.school.example", client = "127.0.1.21", forSeconds = 3600 });
        await api.AddAsync("records", new { name = "printer.lan", type = "A", value = "192.168.1.9" });
        await api.AddAsync("records", new { name = "nas.lan", type = "A", value = "192.168.1.10" });
        await api.AddAsync("lists", new { name = "Another starter", source = "builtin:starter", enabled = false });

        // What is asked before the models are loaded is not looked at, and the page of threats would be empty.
        await Eventually.IsTrueAsync(async () => (await api.GetStringAsync(new Uri("models", UriKind.Relative))).Contains("sha256", StringComparison.Ordinal));
        AskAll(program.Dns);
    }

    // Answers are waited for one by one: what came back is in the log.
    private static void AskAll(IPEndPoint server)
    {
        byte[] answer = new byte[1_500];
        foreach ((string address, int seat) in Addresses.Select((address, seat) => (address, seat)))
        {
            using Socket client = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 3_000 };
            client.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            client.Connect(server);
            for (int question = 0; question < Rounds * (seat + 3); question++)
            {
                _ = client.Send(new ClientQuery(Names[((question * (seat + 5)) + seat) % Names.Length]).ToMessage());
                _ = client.Receive(answer);
            }
        }
    }
}
