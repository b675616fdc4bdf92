using BhaiKaDns.Dns;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Modifiers of adblock syntax and which of several rules wins. The device asked for is 192.168.1.5, called 'Frank's laptop' and 'tv', a phone of a child. Rows: line, name asked for, what comes of it.</summary>
[TestFixture]
internal sealed class ModifierSyntaxTests
{
    [TestCase("||x.example^$important", "a.x.example", "Block!")]
    [TestCase("||x.example^$important", "y.example", "-")]
    [TestCase("@@||x.example^$important", "x.example", "Allow!")]
    [TestCase("||x.example^$important\n@@||x.example^", "x.example", "Block!")]
    [TestCase("||x.example^$important\n@@||x.example^$important", "x.example", "Allow!")]
    [TestCase("||x.example^\n@@||x.example^", "x.example", "Allow")]
    [TestCase("@@||example^\n||x.example^$important", "x.example", "Block!")]
    [TestCase("@@||example^\n||x.example^", "x.example", "Allow")]
    [TestCase("@@||x.example^$important\n||example^$important", "x.example", "Allow!")]
    [TestCase("||x*.example^$important\n@@||x1.example^", "x1.example", "Block!")]
    [TestCase("/x[0-9]/\n@@||x1.example^$important", "x1.example", "Allow!")]
    [TestCase("||x.example^\n||x.example^$badfilter", "x.example", "-")]
    [TestCase("||x.example^$badfilter", "x.example", "-")]
    [TestCase("x.example\n||x.example^$badfilter", "x.example", "-")]
    [TestCase("0.0.0.0 x.example\n||x.example^$badfilter", "x.example", "Block")]
    [TestCase("@@||x.example^\n||x.example^\n@@||x.example^$badfilter", "x.example", "Block")]
    [TestCase("||x.example^$important\n||x.example^$badfilter", "x.example", "Block!")]
    [TestCase("||x.example^$important\n||x.example^$important,badfilter", "x.example", "-")]
    [TestCase("||x.example^$important\n||x.example^$badfilter,important", "x.example", "-")]
    [TestCase("/x[0-9]/\n/x[0-9]/$badfilter", "x1.example", "-")]
    [TestCase("/x[0-9]/\n/y[0-9]/$badfilter", "x1.example", "Block")]
    [TestCase("||x*.example^\n||x*.example^$badfilter", "x1.example", "-")]
    [TestCase("||x.example^$client=tv\n||x.example^$client=tv,badfilter", "x.example", "-")]
    [TestCase("||x.example^$client=tv\n||x.example^$badfilter", "x.example", "Block")]
    [TestCase("||x.example^$dnstype=A|AAAA\n||x.example^$badfilter,dnstype=AAAA|A", "x.example", "-")]
    [TestCase("||example^\n||x.example^$badfilter", "x.example", "Block")]
    [TestCase("||x.example^\n||example^$badfilter", "x.example", "Block")]
    [TestCase("|x.example^\n|x.example^$badfilter", "x.example", "-")]
    [TestCase("||x.example^$denyallow=a.x.example\n||x.example^$denyallow=a.x.example,badfilter", "x.example", "-")]
    [TestCase("||x.example^$client=192.168.1.5", "x.example", "Block")]
    [TestCase("||x.example^$client=192.168.1.6", "x.example", "-")]
    [TestCase("||x.example^$client=192.168.1.0/24", "x.example", "Block")]
    [TestCase("||x.example^$client=192.168.2.0/24", "x.example", "-")]
    [TestCase("||x.example^$client=~192.168.1.5", "x.example", "-")]
    [TestCase("||x.example^$client=~192.168.1.6", "x.example", "Block")]
    [TestCase("||x.example^$client=tv", "x.example", "Block")]
    [TestCase("||x.example^$client=TV", "x.example", "Block")]
    [TestCase("||x.example^$client=other", "x.example", "-")]
    [TestCase("||x.example^$client=~tv", "x.example", "-")]
    [TestCase("||x.example^$client=~other", "x.example", "Block")]
    [TestCase("||x.example^$client='Frank\\'s laptop'", "x.example", "Block")]
    [TestCase("||x.example^$client=\"Frank's laptop\"", "x.example", "Block")]
    [TestCase("||x.example^$client='Mary\\'s phone'", "x.example", "-")]
    [TestCase("||x.example^$client=other|tv", "x.example", "Block")]
    [TestCase("||x.example^$client=other|192.168.0.0/16", "x.example", "Block")]
    [TestCase("||x.example^$client=tv|~192.168.1.5", "x.example", "-")]
    [TestCase("||x.example^$client=Frank's laptop", "x.example", "Block")]
    [TestCase("||x.example^$client=2001:db8::/32", "x.example", "-")]
    [TestCase("||x.example^$client=~2001:db8::1", "x.example", "Block")]
    [TestCase("||x.example^$client=~'Frank\\'s laptop'", "x.example", "-")]
    [TestCase("||x.example^$ctag=device_phone", "x.example", "Block")]
    [TestCase("||x.example^$ctag=device_tv", "x.example", "-")]
    [TestCase("||x.example^$ctag=~device_phone", "x.example", "-")]
    [TestCase("||x.example^$ctag=~device_tv", "x.example", "Block")]
    [TestCase("||x.example^$ctag=device_tv|user_child", "x.example", "Block")]
    [TestCase("||x.example^$ctag=device_phone|~user_child", "x.example", "-")]
    [TestCase("||x.example^$client=tv,ctag=user_child", "x.example", "Block")]
    [TestCase("||x.example^$client=tv,ctag=device_tv", "x.example", "-")]
    [TestCase("@@||x.example^$client=tv\n||x.example^", "x.example", "Allow")]
    [TestCase("@@||x.example^$client=other\n||x.example^", "x.example", "Block")]
    [TestCase("*$client=tv", "any.example", "Block")]
    [TestCase("*$client=other", "any.example", "-")]
    [TestCase("||x.example^$client=tv,important\n@@||x.example^", "x.example", "Block!")]
    [TestCase("||x.example^$denyallow=a.x.example", "x.example", "Block")]
    [TestCase("||x.example^$denyallow=a.x.example", "b.x.example", "Block")]
    [TestCase("||x.example^$denyallow=a.x.example", "a.x.example", "-")]
    [TestCase("||x.example^$denyallow=a.x.example", "z.a.x.example", "-")]
    [TestCase("*$denyallow=com|net", "x.org", "Block")]
    [TestCase("*$denyallow=com|net", "x.com", "-")]
    [TestCase("*$denyallow=com|net", "x.net", "-")]
    [TestCase("*$denyallow=com|net", "com.example", "Block")]
    [TestCase("/x[0-9]/$denyallow=ok.example", "x1.example", "Block")]
    [TestCase("/x[0-9]/$denyallow=ok.example", "x1.ok.example", "-")]
    public void Find_OneText_DecidesAsTheTableSays(string text, string name, string expected)
    {
        string outcome = SyntaxTable.Judge(text, name);

        Assert.That(outcome, Is.EqualTo(expected));
    }

    [TestCase("||x.example^$dnstype=NOPE", "BadValue")]
    [TestCase("||x.example^$dnstype=", "BadValue")]
    [TestCase("||x.example^$dnstype=A|", "BadValue")]
    [TestCase("||x.example^$client=", "BadValue")]
    [TestCase("||x.example^$client='open", "BadValue")]
    [TestCase("||x.example^$client=a|", "BadValue")]
    [TestCase("||x.example^$ctag=", "BadValue")]
    [TestCase("||x.example^$ctag=a b", "BadValue")]
    [TestCase("||x.example^$denyallow=", "BadValue")]
    [TestCase("||x.example^$denyallow=a..b", "BadValue")]
    [TestCase("*$important", "TopLevel")]
    [TestCase("*$badfilter", "TopLevel")]
    [TestCase("||1.2.3.4^$client=tv", "NotSupported")]
    [TestCase("||x.example^$client=~", "BadValue")]
    [TestCase("||x.example^$ctag=a|", "BadValue")]
    public void Read_InvalidNeighbour_DecidesNothing(string text, string problem)
    {
        string problems = SyntaxTable.Problems(text);

        Assert.That(problems, Is.EqualTo(problem));
    }

    [TestCase("||x.example^$dnstype=A", "x.example", RecordType.A, "Block")]
    [TestCase("||x.example^$dnstype=A", "x.example", RecordType.Aaaa, "-")]
    [TestCase("||x.example^$dnstype=A|AAAA", "x.example", RecordType.Aaaa, "Block")]
    [TestCase("||x.example^$dnstype=~A", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnstype=~A", "x.example", RecordType.Aaaa, "Block")]
    [TestCase("||x.example^$dnstype=HTTPS", "x.example", RecordType.Https, "Block")]
    [TestCase("||x.example^$dnstype=~A|~AAAA", "x.example", RecordType.Txt, "Block")]
    [TestCase("||x.example^$dnstype=~A|~AAAA", "x.example", RecordType.Aaaa, "-")]
    [TestCase("||x.example^$dnstype=TYPE65", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnstype=TYPE65", "x.example", RecordType.Https, "Block")]
    [TestCase("||x.example^$dnstype=a", "x.example", RecordType.A, "Block")]
    [TestCase("||x.example^$dnstype=A|~TXT", "x.example", RecordType.Txt, "-")]
    [TestCase("||x*.example^$dnstype=AAAA", "x1.example", RecordType.Aaaa, "Block")]
    [TestCase("||x*.example^$dnstype=AAAA", "x1.example", RecordType.A, "-")]
    [TestCase("*$dnstype=AAAA", "any.example", RecordType.Aaaa, "Block")]
    [TestCase("*$dnstype=AAAA", "any.example", RecordType.A, "-")]
    [TestCase("@@||x.example^$dnstype=A\n||x.example^", "x.example", RecordType.A, "Allow")]
    [TestCase("@@||x.example^$dnstype=A\n||x.example^", "x.example", RecordType.Aaaa, "Block")]
    public void Find_OneTypeOfQuestion_DecidesAsTheTableSays(string text, string name, RecordType type, string expected)
    {
        string outcome = SyntaxTable.Judge(text, name, type);

        Assert.That(outcome, Is.EqualTo(expected));
    }
}
