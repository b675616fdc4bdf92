using NUnit.Framework;

namespace BhaiKaDns.Policy.Records;

internal sealed class RecordCheckTests
{
    [TestCase("nas.lan", "A", "10.1", "Policy:Records:0:Value: ")]
    [TestCase("nas.lan", "SOA", "x", "Policy:Records:0:Type: ")]
    [TestCase("nas.lan", "AX", "x", "Policy:Records:0:Type: ")]
    [TestCase("", "A", "10.0.0.1", "Policy:Records:0:Name: ")]
    [TestCase("*", "A", "10.0.0.1", "Policy:Records:0:Name: ")]
    [TestCase("a.*.lan", "A", "10.0.0.1", "Policy:Records:0:Name: ")]
    [TestCase("*.*.lan", "A", "10.0.0.1", "Policy:Records:0:Name: ")]
    [TestCase("192.168.1.5", "A", "10.0.0.1", "Policy:Records:0:Name: ")]
    public void ProblemsOf_BadRecord_NamesTheKey(string name, string type, string value, string start)
    {
        string[] problems = [.. RecordCheck.ProblemsOf([new() { Name = name, Type = type, Value = value }], "Policy:Records")];

        Assert.That(problems, Has.Length.EqualTo(1));
        Assert.That(problems[0], Does.StartWith(start));
    }

    [TestCase("*.lan", "A", "10.0.0.1")]
    [TestCase("192.168.1.5", "PTR", "nas.lan")]
    [TestCase("fd00::5", "ptr", "nas.lan")]
    [TestCase("büro.lan", "aaaa", "fd00::5")]
    public void ProblemsOf_GoodRecord_AreNone(string name, string type, string value) =>
        Assert.That(RecordCheck.ProblemsOf([new() { Name = name, Type = type, Value = value }], "Policy:Records"), Is.Empty);

    [Test]
    public void ProblemsOf_TtlOutOfRange_NamesTheKey() => Assert.That(
        RecordCheck.ProblemsOf([new() { Name = "a.lan", Value = "10.0.0.1", Ttl = TimeSpan.FromSeconds(-1) }], "Policy:Records").Single(), Does.StartWith("Policy:Records:0:Ttl: "));

    [Test]
    public void ProblemsOf_CnameBesideAnother_IsNamed()
    {
        RecordOptions[] records = [new() { Name = "a.lan", Value = "10.0.0.1" }, new() { Name = "A.lan", Type = "CNAME", Value = "b.lan" }, new() { Name = "a.lan", Type = "CNAME", Value = "b.lan", Groups = ["kids"] }];

        string[] problems = [.. RecordCheck.ProblemsOf(records, "Policy:Records")];

        Assert.That(problems, Is.EqualTo(new[] { "Policy:Records:1:Type: 'a.lan' has another record; a CNAME stands alone." }));
    }

    [Test]
    public void ProblemsOf_CnamesInARing_AreNamed()
    {
        RecordOptions[] records = [new() { Name = "a.lan", Type = "CNAME", Value = "b.lan" }, new() { Name = "b.lan", Type = "CNAME", Value = "a.lan" }];

        string[] problems = [.. RecordCheck.ProblemsOf(records, "Policy:Records")];

        Assert.That(problems, Is.EqualTo(new[] { "Policy:Records:0:Value: This leads back to 'a.lan'.", "Policy:Records:1:Value: This leads back to 'b.lan'." }));
    }
}
