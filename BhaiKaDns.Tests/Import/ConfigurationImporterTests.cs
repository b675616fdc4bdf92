using System.Text;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using NUnit.Framework;

namespace BhaiKaDns.Import;

[TestFixture]
internal sealed class ConfigurationImporterTests
{
    private ImportFixture _files = null!;

    [SetUp]
    public void SetUp() => _files = new ImportFixture();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Read_AdGuardHome_TakesSettings()
    {
        ImportResult import = _files.Read("AdGuardHome.yaml", ImportSamples.AdGuardHome);

        Assert.That(import.Product, Is.EqualTo("AdGuard Home"));
        Assert.That(import.Settings["Dns:Listen"], Is.EqualTo(new[] { "0.0.0.0:53" }));
        Assert.That(import.Settings["Resolver:Upstreams"], Is.EqualTo(new[] { "9.9.9.9" }));
        Assert.That(import.Settings["Resolver:Strategy"], Is.EqualTo("Parallel"));
        Assert.That(import.Settings["Cache:Capacity"], Is.EqualTo("21845"));
        Assert.That(import.Settings["Cache:ServeStaleFor"], Is.EqualTo("00:00:00"));
        Assert.That(import.Settings["Dns:BlockingMode"], Is.EqualTo("NxDomain"));
        Assert.That(import.Settings["Filtering:UpdateInterval"], Is.EqualTo("12:00:00"));
        Assert.That(import.Settings["QueryLog:Retention"], Is.EqualTo("7.00:00:00"));
        Assert.That(import.Taken, Does.Contain("upstreams of home.arpa: 192.168.1.1"));
    }

    [Test]
    public void Read_AdGuardHome_TakesListsRulesAndRecords()
    {
        ImportResult import = _files.Read("AdGuardHome.yaml", ImportSamples.AdGuardHome);

        PolicyImport policy = import.Policy;
        Assert.That(policy.Lists.Select(list => (list.Name, list.Kind, list.Enabled)), Is.EqualTo(new[]
        {
            ("Advertising", ListKind.Block, true), ("Advertising 2", ListKind.Block, false), ("Good ones", ListKind.Allow, true),
        }));
        Assert.That((import.Added["Filtering:Rules"], policy.Rules.Count), Is.EqualTo((new[] { "||tracker.example^", "@@||shop.example^" }, 0)));
        Assert.That(policy.Records.Select(Text), Is.EqualTo(new[] { "nas.lan A 192.168.1.5", "*.nas.lan CNAME nas.lan" }));
    }

    [Test]
    public void Read_AdGuardHome_GivesAClientWithWishesAGroup()
    {
        PolicyImport policy = _files.Read("AdGuardHome.yaml", ImportSamples.AdGuardHome, new ImportSurroundings { IsKnownService = id => id == "tiktok" }).Policy;

        GroupOptions tablet = policy.Groups.Single(group => group.Name == "Tablet");
        ScheduleOptions schedule = policy.Schedules.Single();
        Assert.That((tablet.BlockedServices.Single(), tablet.SafeSearch.Single(), tablet.YouTube, tablet.Upstreams.Single()), Is.EqualTo(("tiktok", "google", YouTubeMode.Strict, "9.9.9.11")));
        Assert.That((schedule.Action, schedule.TimeZone, schedule.Ranges.Single().From, schedule.Ranges.Single().To), Is.EqualTo((ScheduleAction.Allow, "Europe/Berlin", new TimeOnly(10, 0), new TimeOnly(18, 30))));
        Assert.That(policy.Devices.Select(device => (device.Name, device.Group, string.Join(' ', device.Addresses))), Is.EqualTo(new[]
        {
            ("Tablet", "Tablet", "192.168.1.20 aa:bb:cc:dd:ee:ff"), ("Printer", "default", "192.168.1.30"),
        }));
    }

    [TestCase("upstream https://dns.example/dns-query")]
    [TestCase("rule ||bad..example^")]
    [TestCase("rewrite free.nas.lan to A")]
    [TestCase("blocked service nonsense of Tablet")]
    [TestCase("dns.ratelimit")]
    [TestCase("users")]
    public void Read_AdGuardHome_SaysWhatIsNotTaken(string expected)
    {
        ImportResult import = _files.Read("AdGuardHome.yaml", ImportSamples.AdGuardHome, new ImportSurroundings { IsKnownService = id => id == "tiktok" });

        Assert.That(import.Left.Select(left => left.What), Does.Contain(expected));
        Assert.That(import.Left.Where(left => left.Reason.Length == 0), Is.Empty);
    }

    [Test]
    public void Read_AdGuardHomeOfOldSchema_FindsWhatMovedSince()
    {
        const string text = """
            dns:
              bind_host: 127.0.0.1
              port: 5300
              upstream_dns: [1.1.1.1]
              all_servers: true
              blocking_mode: null_ip
              safesearch_enabled: true
              blocked_services: [tiktok]
              rewrites: [{domain: a.lan, answer: 10.0.0.1}]
            clients:
              - name: tv
                ids: [10.0.0.9]
                use_global_settings: true
                use_global_blocked_services: true
            schema_version: 12
            """;

        ImportResult import = _files.Read("AdGuardHome.yaml", text);

        GroupOptions home = import.Policy.Groups.Single();
        Assert.That((home.Name, home.BlockedServices.Single(), home.SafeSearch.Single()), Is.EqualTo(("default", "tiktok", "*")));
        Assert.That((import.Settings["Resolver:Strategy"], import.Policy.Devices.Single().Name, import.Policy.Records.Count), Is.EqualTo(("Parallel", "tv", 1)));
    }

    [Test]
    public void Read_Blocky_TakesGroupsListsAndRecords()
    {
        ImportResult import = _files.Read("config.yml", ImportSamples.Blocky);

        Assert.That(import.Product, Is.EqualTo("blocky"));
        Assert.That(import.Policy.Groups.ToDictionary(group => group.Name, group => string.Join(", ", group.Lists)), Is.EqualTo(new Dictionary<string, string>
        {
            ["kids"] = "ads: ads.txt, ads: allow.txt, special: special.txt",
            ["default"] = "ads: ads.txt, ads: allow.txt",
            ["laptop*"] = "ads: ads.txt, ads: allow.txt",
        }));
        Assert.That(import.Policy.Groups.Single(group => group.Name == "kids").Upstreams, Is.EqualTo(new[] { "9.9.9.11" }));
        Assert.That(import.Policy.Devices.Select(device => (device.Name, device.Group)), Is.EqualTo(new[] { ("kids", "kids") }));
        Assert.That(import.Policy.Records, Has.Count.EqualTo(4));
        Assert.That(import.Policy.Records[0].Ttl, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(import.Added["Filtering:Rules"], Does.Contain("inline.example"));
        Assert.That(import.Settings["Resolver:Strategy"], Is.EqualTo("Failover"));
        Assert.That(import.Settings["Dns:BlockedTtl"], Is.EqualTo("00:01:00"));
        Assert.That(import.Left.Select(left => left.What), Does.Contain("upstream tls://dns.example:853").And.Contain("devices of group laptop*"));
    }

    [Test]
    public void Read_Dnsmasq_TakesUpstreamsRecordsAndDevices()
    {
        ImportResult import = _files.Read("dnsmasq.conf", ImportSamples.Dnsmasq);

        Assert.That(import.Product, Is.EqualTo("dnsmasq"));
        Assert.That(import.Settings["Resolver:Upstreams"], Is.EqualTo(new[] { "9.9.9.9", "1.1.1.1:5353" }));
        Assert.That(import.Settings["Policy:RebindingExceptions"], Is.EqualTo(new[] { "plex.example" }));
        Assert.That(import.Policy.Rules.Single().Text, Is.EqualTo("||ads.example^"));
        Assert.That(import.Added["Policy:HostsFiles"], Is.EqualTo(new[] { "/etc/hosts.home" }));
        Assert.That(import.Policy.Records.Select(Text), Is.EquivalentTo(new[]
        {
            "nas.lan A 192.168.1.5", "*.nas.lan A 192.168.1.5", "tv.lan A 192.168.1.9", "tv.lan AAAA fd00::9", "media.lan CNAME tv.lan", "lan TXT \"v=1\"", "lan MX 10 mail.lan", "phone A 192.168.1.40",
        }));
        Assert.That(string.Join(' ', import.Policy.Devices.Single().Addresses), Is.EqualTo("aa:bb:cc:dd:ee:01 192.168.1.40"));
        Assert.That(import.Left.Single(left => left.What.StartsWith("dhcp-range", StringComparison.Ordinal)).Reason, Is.EqualTo("this program gives no addresses"));
    }

    [Test]
    public void Read_HostsFile_TellsNamesFromBlockedOnes()
    {
        ImportResult import = _files.Read("hosts", "127.0.0.1 localhost\n# mine\n192.168.1.5 nas nas.lan\nfe80::1%lo0 localhost\n0.0.0.0 ads.example\n");

        Assert.That(import.Policy.Records.Select(Text), Is.EqualTo(new[] { "nas A 192.168.1.5", "nas.lan A 192.168.1.5" }));
        Assert.That(import.Policy.Rules.Single().Text, Is.EqualTo("0.0.0.0 ads.example"));
    }

    [Test]
    public void Read_HostsFileOfThousands_IsUsedAsAListWhereItLies()
    {
        ImportResult import = _files.Read("hosts", string.Concat(Enumerable.Range(0, 2000).Select(number => $"0.0.0.0 ads{number}.example\n")));

        Assert.That((import.Policy.Rules.Count, import.Policy.Lists.Single().Source), Is.EqualTo((0, Path.Combine(_files.Folder, "hosts"))));
    }

    [Test]
    public void Read_Teleporter_TakesDatabaseAndSettings()
    {
        string archive = _files.Teleporter(
            ("etc/pihole/gravity.db", _files.Database(ImportSamples.Gravity)),
            ("etc/pihole/pihole.toml", Encoding.UTF8.GetBytes(ImportSamples.PiHoleToml)),
            ("etc/pihole/dhcp.leases", "1 aa:bb:cc:dd:ee:04 192.168.1.60 tv *\n"u8.ToArray()),
            ("etc/hosts", "127.0.0.1 localhost\n"u8.ToArray()));

        ImportResult import = ConfigurationImporter.Read(archive, new ImportSurroundings());

        Assert.That(import.Product, Is.EqualTo("Pi-hole"));
        Assert.That(import.Settings["Resolver:Upstreams"], Is.EqualTo(new[] { "9.9.9.9", "127.0.0.1:5335" }));
        Assert.That(import.Taken, Does.Contain("upstreams of 1.168.192.in-addr.arpa: 192.168.1.1").And.Contain("upstreams of home: 192.168.1.1"));
        Assert.That(import.Settings["QueryLog:Privacy"], Is.EqualTo("NoClients"));
        Assert.That(import.Policy.Records.Select(Text), Is.EquivalentTo(new[] { "nas.lan A 192.168.1.5", "nas A 192.168.1.5", "cloud.lan CNAME nas.lan", "old.lan CNAME nas.lan" }));
        Assert.That(import.Policy.Lists.Select(list => (list.Name, list.Kind)), Is.EqualTo(new[] { ("Ads", ListKind.Block), ("https://lists.example/games.txt", ListKind.Block), ("Good", ListKind.Allow) }));
        GroupOptions children = import.Policy.Groups.Single(group => group.Name == "Children");
        Assert.That((string.Join(", ", children.Lists), children.Rules.Single()), Is.EqualTo(("Ads, https://lists.example/games.txt", "0.0.0.0 game.example")));
        Assert.That(import.Policy.Rules.Select(rule => rule.Text), Is.EqualTo(new[] { "0.0.0.0 bad.example", "@@|fine.example^" }));
        Assert.That(import.Policy.Devices.Select(device => (device.Name, device.Group)), Is.EquivalentTo(new[] { ("Console", "Children"), ("AA:BB:CC:DD:EE:03", "default"), ("watch", "default") }));
        Assert.That(import.Left.Select(left => left.What), Does.Contain("group Old").And.Contain("rule off.example").And.Contain("dhcp.leases"));
    }

    private static string Text(RecordOptions record) => $"{record.Name} {record.Type} {record.Value}";
}
