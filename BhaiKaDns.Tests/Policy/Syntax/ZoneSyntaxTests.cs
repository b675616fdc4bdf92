using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Response policy zones. Rows: line, name asked for, what comes of it.</summary>
[TestFixture]
internal sealed class ZoneSyntaxTests
{
    [TestCase("ads.example CNAME .", "ads.example", "NameError")]
    [TestCase("ads.example CNAME .", "x.ads.example", "-")]
    [TestCase("*.ads.example CNAME .", "x.ads.example", "NameError")]
    [TestCase("*.ads.example CNAME .", "ads.example", "-")]
    [TestCase("ads.example CNAME *.", "ads.example", "NoData")]
    [TestCase("ads.example CNAME *.", "x.ads.example", "-")]
    [TestCase("ads.example CNAME rpz-passthru.", "ads.example", "Allow")]
    [TestCase("ads.example CNAME rpz-passthru.", "x.ads.example", "-")]
    [TestCase("ads.example CNAME rpz-drop.", "ads.example", "Silence")]
    [TestCase("ads.example CNAME rpz-drop.", "x.ads.example", "-")]
    [TestCase("ads.example CNAME rpz-tcp-only.", "ads.example", "TcpOnly")]
    [TestCase("ads.example CNAME rpz-tcp-only.", "x.ads.example", "-")]
    [TestCase("ads.example A 192.0.2.1", "ads.example", "Prepared")]
    [TestCase("ads.example A 192.0.2.1", "x.ads.example", "-")]
    [TestCase("ads.example 60 IN CNAME .", "ads.example", "NameError")]
    [TestCase("ads.example 60 IN CNAME .", "x.ads.example", "-")]
    [TestCase("ads.example IN 60 CNAME walled.garden.example.", "ads.example", "Prepared")]
    [TestCase("ads.example IN 60 CNAME walled.garden.example.", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME .", "ads.example", "NameError")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME .", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\n*.ads.example CNAME .", "x.ads.example", "NameError")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\n*.ads.example CNAME .", "ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME *.", "ads.example", "NoData")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME *.", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME rpz-passthru.", "ads.example", "Allow")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME rpz-passthru.", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME rpz-drop.", "ads.example", "Silence")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME rpz-drop.", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME rpz-tcp-only.", "ads.example", "TcpOnly")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME rpz-tcp-only.", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example A 192.0.2.1", "ads.example", "Prepared")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example A 192.0.2.1", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example 60 IN CNAME .", "ads.example", "NameError")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example 60 IN CNAME .", "x.ads.example", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example IN 60 CNAME walled.garden.example.", "ads.example", "Prepared")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example IN 60 CNAME walled.garden.example.", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME .", "ads.example", "NameError")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME .", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\n*.ads.example CNAME .", "x.ads.example", "NameError")]
    [TestCase("$ORIGIN rpz.local.\n*.ads.example CNAME .", "ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME *.", "ads.example", "NoData")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME *.", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME rpz-passthru.", "ads.example", "Allow")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME rpz-passthru.", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME rpz-drop.", "ads.example", "Silence")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME rpz-drop.", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME rpz-tcp-only.", "ads.example", "TcpOnly")]
    [TestCase("$ORIGIN rpz.local.\nads.example CNAME rpz-tcp-only.", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example A 192.0.2.1", "ads.example", "Prepared")]
    [TestCase("$ORIGIN rpz.local.\nads.example A 192.0.2.1", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example 60 IN CNAME .", "ads.example", "NameError")]
    [TestCase("$ORIGIN rpz.local.\nads.example 60 IN CNAME .", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example IN 60 CNAME walled.garden.example.", "ads.example", "Prepared")]
    [TestCase("$ORIGIN rpz.local.\nads.example IN 60 CNAME walled.garden.example.", "x.ads.example", "-")]
    [TestCase("$ORIGIN rpz.local.\nads.example.rpz.local. CNAME .", "ads.example", "NameError")]
    [TestCase("$ORIGIN rpz.local.\nads.example.rpz.local. CNAME .", "ads.example.rpz.local", "-")]
    [TestCase("rpz.local. IN SOA a. b. 1 2 3 4 5\nads.example.rpz.local. CNAME .", "ads.example", "NameError")]
    [TestCase("rpz.local. IN SOA a. b. 1 2 3 4 5\nads.example.rpz.local. CNAME .", "rpz.local", "-")]
    [TestCase("@ SOA a. b. (\n 1 2 3\n 4 5 )\nads.example CNAME .", "ads.example", "NameError")]
    [TestCase("@ SOA a. b. (\n 1 2 3\n 4 5 )\nads.example CNAME .", "a", "-")]
    [TestCase("$ORIGIN rpz.local.\n$ORIGIN example.rpz.local.\nads CNAME .", "ads.example", "NameError")]
    [TestCase("$ORIGIN rpz.local.\n$ORIGIN example.rpz.local.\nads CNAME .", "ads", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME . ; why", "ads.example", "NameError")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example CNAME . ; why", "why", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example A 192.0.2.1\n  A 192.0.2.2", "ads.example", "Prepared")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example A 192.0.2.1\n  A 192.0.2.2", "x.ads.example", "-")]
    [TestCase("*.zip CNAME .", "a.zip", "NameError")]
    [TestCase("*.zip CNAME .", "zip", "-")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example TXT \"a;b\"", "ads.example", "Prepared")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nads.example TXT \"a;b\"", "x.ads.example", "-")]
    public void Find_OneText_DecidesAsTheTableSays(string text, string name, string expected)
    {
        string outcome = SyntaxTable.Judge(text, name);

        Assert.That(outcome, Is.EqualTo(expected));
    }

    [TestCase("ads.example CNAME rpz-nope.", "NotSupported")]
    [TestCase("ads.example CNAME *.garden.example.", "NotSupported")]
    [TestCase("ads.example A nowhere", "BadValue")]
    [TestCase("ads..example CNAME .", "BadName")]
    [TestCase("$ORIGIN rpz.local.\nads.example. CNAME .", "BadName")]
    [TestCase("ads.example CNAME", "NotSupported")]
    [TestCase("$INCLUDE other.zone", "NotSupported")]
    [TestCase("$GENERATE 1-2 a$ A 192.0.2.$", "NotSupported")]
    [TestCase("$ORIGIN", "BadValue")]
    [TestCase("33.1.2.0.192.rpz-ip CNAME .", "BadValue")]
    [TestCase("24.0.2.0.rpz-ip CNAME .", "BadValue")]
    [TestCase("32.1.0.0.127.rpz-client-ip CNAME .", "NotSupported")]
    [TestCase("24.0.2.0.192.rpz-ip A 192.0.2.1", "NotSupported")]
    [TestCase("0.0.0.0.0.rpz-ip CNAME .", "TopLevel")]
    [TestCase("ads.example CAA nope", "BadValue")]
    [TestCase("ads.example MX nope", "BadValue")]
    public void Read_InvalidNeighbour_DecidesNothing(string text, string problem)
    {
        string problems = SyntaxTable.Problems(text);

        Assert.That(problems, Is.EqualTo(problem));
    }
}
