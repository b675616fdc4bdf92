using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Records;

internal sealed class LocalRecordsTests
{
    [TestCase("nas.home.arpa", RecordType.A, "A 192.168.1.5")]
    [TestCase("nas.home.arpa", RecordType.Aaaa, "")]
    [TestCase("x.nas.home.arpa", RecordType.A, null)]
    [TestCase("home.arpa", RecordType.A, null)]
    [TestCase("other.example", RecordType.A, null)]
    [TestCase("5.1.168.192.in-addr.arpa", RecordType.Ptr, "PTR nas.home.arpa")]
    [TestCase("nas.home.arpa", RecordType.Any, null)]
    public void Find_OneAddress_AnswersAsStated(string name, RecordType type, string? expected) =>
        Assert.That(Ask(Records("nas.home.arpa A 192.168.1.5"), name, type), Is.EqualTo(expected));

    // RFC 4592, section 2.2.1, as far as it speaks of these.
    [TestCase("host3.example", RecordType.Mx, "MX 10 mail.example")]
    [TestCase("a.b.host3.example", RecordType.Mx, "MX 10 mail.example")]
    [TestCase("host3.example", RecordType.A, "")]
    [TestCase("host1.example", RecordType.Mx, "")]
    [TestCase("sub.host1.example", RecordType.Mx, null)]
    [TestCase("_tcp.host1.example", RecordType.Mx, null)]
    [TestCase("deep.example", RecordType.Mx, "")]
    [TestCase("x.deep.example", RecordType.Mx, null)]
    [TestCase("*.example", RecordType.Mx, "MX 10 mail.example")]
    [TestCase("example", RecordType.Mx, null)]
    public void Find_Wildcard_StandsForNamesThatDoNotExist(string name, RecordType type, string? expected)
    {
        LocalRecords records = Records("*.example MX 10 mail.example", "host1.example A 192.168.1.1", "_ssh._tcp.host1.example SRV 0 0 22 host1.example", "very.deep.example A 192.168.1.2");

        Assert.That(Ask(records, name, type), Is.EqualTo(expected));
    }

    [TestCase("one.lan", RecordType.A, "A 10.0.0.1")]
    [TestCase("one.lan", RecordType.Aaaa, "")]
    [TestCase("one.lan", RecordType.Cname, "CNAME two.lan")]
    [TestCase("out.lan", RecordType.A, "CNAME www.example.org -> www.example.org")]
    [TestCase("far.lan", RecordType.Aaaa, "CNAME www.example.org -> www.example.org")]
    [TestCase("x.wild.lan", RecordType.A, "A 10.0.0.1")]
    [TestCase("loop1.lan", RecordType.A, "CNAME loop2.lan")]
    public void Prepare_Aliases_AreFollowedWithinTheHome(string name, RecordType type, string expected)
    {
        LocalRecords records = Records(
            "one.lan CNAME two.lan", "two.lan CNAME three.lan", "three.lan A 10.0.0.1", "out.lan CNAME www.example.org", "far.lan CNAME out.lan",
            "*.wild.lan CNAME three.lan", "loop1.lan CNAME loop2.lan", "loop2.lan CNAME loop1.lan");

        Assert.That(Ask(records, name, type), Is.EqualTo(expected));
    }

    [TestCase("kids", "A 10.0.0.9")]
    [TestCase("KIDS", "A 10.0.0.9")]
    [TestCase("guests", "A 10.0.0.1")]
    public void ViewOf_RecordForAGroup_HidesTheOneForAll(string group, string expected)
    {
        LocalRecords records = LocalRecords.Compile(
            [new() { Name = "nas.lan", Value = "10.0.0.1" }, new() { Name = "nas.lan", Value = "10.0.0.9", Groups = ["kids"] }, new() { Name = "nas.lan", Type = "TXT", Value = "all" }], []);

        Assert.That(Ask(records, "nas.lan", RecordType.A, group), Is.EqualTo(expected));
        Assert.That(Ask(records, "nas.lan", RecordType.Txt, group), Is.EqualTo("TXT \"all\""));
    }

    [Test]
    public void ViewOf_GroupsWithoutRecords_ShareOneView()
    {
        LocalRecords records = Records("nas.lan A 10.0.0.1");

        Assert.That(records.ViewOf("one"), Is.SameAs(records.ViewOf("two")));
    }

    [TestCase("1.0.0.10.in-addr.arpa", "PTR first.lan")]
    [TestCase("2.0.0.10.in-addr.arpa", "PTR chosen.lan")]
    [TestCase("3.0.0.10.in-addr.arpa", null)]
    [TestCase("1.0.0.127.in-addr.arpa", null)]
    [TestCase("5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa", "PTR first.lan")]
    public void Find_Pointer_LeadsToTheFirstNameUnlessDeclared(string name, string? expected)
    {
        LocalRecords records = Records(
            "first.lan A 10.0.0.1", "second.lan A 10.0.0.1", "third.lan A 10.0.0.2", "10.0.0.2 PTR chosen.lan", "*.wild.lan A 10.0.0.3", "me.lan A 127.0.0.1", "first.lan AAAA fd00::5");

        Assert.That(Ask(records, name, RecordType.Ptr), Is.EqualTo(expected));
    }

    [Test]
    public void Compile_HostsFileBesideRecords_FillsWhatTheyLeaveOpen()
    {
        IReadOnlyList<LocalRecord> hosts = HostsFile.Read(new StringReader("10.0.0.7 nas.lan tv.lan # living room\n::1 localhost\nfe80::1%lo0 x\nfd00::7 nas.lan\n"))!;
        LocalRecords records = LocalRecords.Compile([new() { Name = "nas.lan", Value = "10.0.0.1" }], hosts);

        Assert.That(Ask(records, "nas.lan", RecordType.A), Is.EqualTo("A 10.0.0.1"));
        Assert.That(Ask(records, "nas.lan", RecordType.Aaaa), Is.EqualTo("AAAA fd00::7"));
        Assert.That(Ask(records, "tv.lan", RecordType.A), Is.EqualTo("A 10.0.0.7"));
        Assert.That(Ask(records, "localhost", RecordType.Aaaa), Is.Null);
    }

    [TestCase("this is prose\nand more of it\n")]
    [TestCase("10.0.0.1\n")]
    public void HostsFileRead_Rubbish_IsNoHostsFile(string text) => Assert.That(HostsFile.Read(new StringReader(text)), Is.Null);

    [Test]
    public void Prepare_RecordsOfOneType_HaveTheLeastTtl()
    {
        LocalRecords records = LocalRecords.Compile(
            [new() { Name = "a.lan", Value = "10.0.0.1", Ttl = TimeSpan.FromHours(1) }, new() { Name = "a.lan", Value = "10.0.0.2", Ttl = TimeSpan.FromMinutes(1) }], []);

        PreparedAnswer answer = records.ViewOf("x").Prepare(new AskedQuestion("a.lan").Question)!;

        Assert.That(answer.Records.Select(record => record.TtlSeconds), Is.EqualTo(new[] { 60u, 60u }));
    }

    [TestCase("nas.lan")]
    [TestCase("x.wild.lan")]
    [TestCase("www.example.org")]
    [TestCase("alias.lan")]
    public void Find_AnyName_AllocatesNothing(string name)
    {
        LocalView view = Records("nas.lan A 10.0.0.1", "*.wild.lan A 10.0.0.2", "alias.lan CNAME nas.lan").ViewOf("x");
        AskedQuestion asked = new(name);

        long allocated = Allocations.Of(() => _ = view.Covers(asked.Question));

        Assert.That(allocated, Is.Zero);
    }

    private static LocalRecords Records(params string[] lines) => LocalRecords.Compile(
        lines.Select(line => line.Split(' ', 3)).Select(fields => new RecordOptions { Name = fields[0], Type = fields[1], Value = fields[2] }), []);

    // Null if nothing is said, empty for NODATA.
    private static string? Ask(LocalRecords records, string name, RecordType type, string group = "default")
    {
        AskedQuestion asked = new(name, type);
        LocalView view = records.ViewOf(group);
        AnswerForm form = view.Find(asked.Question);
        PreparedAnswer? answer = view.Prepare(asked.Question);
        if (form is AnswerForm.ByPolicy)
        {
            return answer is null ? null : "prepared without being found";
        }

        string text = string.Join(", ", answer!.Records.Select(TextOf)) + (answer.Target is null ? "" : $" -> {DomainNameText.ToText(answer.Target)}");
        return (form is AnswerForm.Prepared) == (text.Length > 0) ? text : $"{form}: {text}";
    }

    private static string TextOf(PreparedRecord record)
    {
        byte[] message = Wire.Response("example.com", RecordType.A, [Wire.Record("x", record.Type, record.TtlSeconds, record.Data)]);
        _ = new RecordReader(message, MessageHeader.Length + 17).Read(out RecordView view);
        return $"{RecordTypeText.ToText(record.Type)} {RecordText.ToText(message, view)}";
    }
}
