using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Lines of dnsmasq and unbound. Rows: line, name asked for, what comes of it.</summary>
[TestFixture]
internal sealed class ConfigurationSyntaxTests
{
    [TestCase("address=/ads.example/0.0.0.0", "x.ads.example", "Block")]
    [TestCase("address=/ads.example/0.0.0.0", "loads.example", "-")]
    [TestCase("address=/ads.example/", "x.ads.example", "NameError")]
    [TestCase("address=/ads.example/", "loads.example", "-")]
    [TestCase("address=/ads.example/#", "x.ads.example", "Block")]
    [TestCase("address=/ads.example/#", "loads.example", "-")]
    [TestCase("address=/ads.example/::", "ads.example", "Block")]
    [TestCase("address=/ads.example/::", "loads.example", "-")]
    [TestCase("address=/ads.example/127.0.0.1", "ads.example", "Block")]
    [TestCase("address=/ads.example/127.0.0.1", "loads.example", "-")]
    [TestCase("address=/ads.example/192.0.2.1", "ads.example", "Prepared")]
    [TestCase("address=/ads.example/192.0.2.1", "loads.example", "-")]
    [TestCase("address=/a.example/b.example/0.0.0.0", "b.example", "Block")]
    [TestCase("address=/a.example/b.example/0.0.0.0", "c.example", "-")]
    [TestCase("address=/zip.example/2001:db8::1", "zip.example", "Prepared")]
    [TestCase("address=/zip.example/2001:db8::1", "zip", "-")]
    [TestCase("server=/ads.example/", "x.ads.example", "NameError")]
    [TestCase("server=/ads.example/", "loads.example", "-")]
    [TestCase("local=/ads.example/", "x.ads.example", "NameError")]
    [TestCase("local=/ads.example/", "loads.example", "-")]
    [TestCase("local=/a.example/b.example/", "b.example", "NameError")]
    [TestCase("local=/a.example/b.example/", "c.example", "-")]
    [TestCase("server=/ads.example/#", "x.ads.example", "Allow")]
    [TestCase("server=/ads.example/#", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" always_nxdomain", "x.ads.example", "NameError")]
    [TestCase("local-zone: \"ads.example\" always_nxdomain", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" static", "x.ads.example", "NameError")]
    [TestCase("local-zone: \"ads.example\" static", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example.\" refuse", "x.ads.example", "Refused")]
    [TestCase("local-zone: \"ads.example.\" refuse", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" always_refuse", "ads.example", "Refused")]
    [TestCase("local-zone: \"ads.example\" always_refuse", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" redirect", "x.ads.example", "Block")]
    [TestCase("local-zone: \"ads.example\" redirect", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" always_null", "x.ads.example", "Block")]
    [TestCase("local-zone: \"ads.example\" always_null", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" always_nodata", "x.ads.example", "NoData")]
    [TestCase("local-zone: \"ads.example\" always_nodata", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" deny", "x.ads.example", "Silence")]
    [TestCase("local-zone: \"ads.example\" deny", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" always_deny # why", "x.ads.example", "Silence")]
    [TestCase("local-zone: \"ads.example\" always_deny # why", "loads.example", "-")]
    [TestCase("local-zone: ads.example transparent", "x.ads.example", "Allow")]
    [TestCase("local-zone: ads.example transparent", "loads.example", "-")]
    [TestCase("local-zone: \"ads.example\" always_transparent", "x.ads.example", "Allow")]
    [TestCase("local-zone: \"ads.example\" always_transparent", "loads.example", "-")]
    [TestCase("server:\nlocal-zone: \"zip\" static", "a.zip", "NameError")]
    [TestCase("server:\nlocal-zone: \"zip\" static", "zip.example", "-")]
    [TestCase("local-data: \"ads.example A 0.0.0.0\"", "ads.example", "Block")]
    [TestCase("local-data: \"ads.example A 0.0.0.0\"", "x.ads.example", "-")]
    [TestCase("local-data: \"ads.example. 3600 IN A 127.0.0.1\"", "ads.example", "Block")]
    [TestCase("local-data: \"ads.example. 3600 IN A 127.0.0.1\"", "x.ads.example", "-")]
    [TestCase("local-data: \"ads.example AAAA ::\"", "ads.example", "Block")]
    [TestCase("local-data: \"ads.example AAAA ::\"", "x.ads.example", "-")]
    [TestCase("local-data: \"ads.example A 192.0.2.1\"", "ads.example", "Prepared")]
    [TestCase("local-data: \"ads.example A 192.0.2.1\"", "x.ads.example", "-")]
    [TestCase("local-data: 'ads.example TXT \"hello\"'", "ads.example", "Prepared")]
    [TestCase("local-data: 'ads.example TXT \"hello\"'", "x.ads.example", "-")]
    [TestCase("local-zone: \"ads.example\" redirect\nlocal-data: \"ads.example A 192.0.2.1\"", "x.ads.example", "Prepared")]
    [TestCase("local-zone: \"ads.example\" redirect\nlocal-data: \"ads.example A 192.0.2.1\"", "loads.example", "-")]
    public void Find_OneText_DecidesAsTheTableSays(string text, string name, string expected)
    {
        string outcome = SyntaxTable.Judge(text, name);

        Assert.That(outcome, Is.EqualTo(expected));
    }

    [TestCase("address=/ads..example/0.0.0.0", "BadName")]
    [TestCase("address=/ads.example/nowhere", "BadValue")]
    [TestCase("address=//0.0.0.0", "BadName")]
    [TestCase("address=/ads.example", "BadValue")]
    [TestCase("address=/#/0.0.0.0", "BadName")]
    [TestCase("address=/com/0.0.0.0", "TopLevel")]
    [TestCase("server=/ads.example/192.0.2.53", "NotSupported")]
    [TestCase("server=/ads..example/", "BadName")]
    [TestCase("local=/", "BadValue")]
    [TestCase("local=//", "BadName")]
    [TestCase("local-zone: \"ads.example\"", "BadValue")]
    [TestCase("local-zone: \"ads.example\" nope", "NotSupported")]
    [TestCase("local-zone: \"ads..example\" static", "BadName")]
    [TestCase("local-zone: \"\" static", "BadName")]
    [TestCase("local-data: \"ads.example A\"", "BadValue")]
    [TestCase("local-data: \"ads.example A nowhere\"", "BadValue")]
    [TestCase("local-data: ads.example A 0.0.0.0", "BadValue")]
    [TestCase("local-data: \"ads..example A 0.0.0.0\"", "BadName")]
    [TestCase("local-data: \"ads.example NOPE x\"", "BadValue")]
    public void Read_InvalidNeighbour_DecidesNothing(string text, string problem)
    {
        string problems = SyntaxTable.Problems(text);

        Assert.That(problems, Is.EqualTo(problem));
    }
}
