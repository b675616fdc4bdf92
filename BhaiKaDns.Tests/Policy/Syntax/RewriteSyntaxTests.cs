using BhaiKaDns.Dns;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Rules that answer in place of the upstream. Rows: text, name and type asked for, the answer.</summary>
[TestFixture]
internal sealed class RewriteSyntaxTests
{
    [TestCase("||x.example^$dnsrewrite=192.0.2.1", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1", "y.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1", "a.x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1", "x.example", RecordType.Aaaa, "NoError")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n||x.example^$dnsrewrite=192.0.2.2", "x.example", RecordType.A, "NoError A:192.0.2.1 A:192.0.2.2")]
    [TestCase("||x.example^$dnsrewrite=2001:db8::1", "x.example", RecordType.Aaaa, "NoError Aaaa:2001:db8::1")]
    [TestCase("||x.example^$dnsrewrite=other.example", "x.example", RecordType.A, "NoError Cname:other.example target")]
    [TestCase("||x.example^$dnsrewrite=other.example", "x.example", RecordType.Cname, "NoError Cname:other.example")]
    [TestCase("||x.example^$dnsrewrite=x.example", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=NXDOMAIN", "x.example", RecordType.A, "NameError")]
    [TestCase("||x.example^$dnsrewrite=REFUSED", "x.example", RecordType.A, "Refused")]
    [TestCase("||x.example^$dnsrewrite=SERVFAIL", "x.example", RecordType.A, "ServerFailure")]
    [TestCase("||x.example^$dnsrewrite=NOERROR", "x.example", RecordType.A, "NoError")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;;", "x.example", RecordType.A, "NoError")]
    [TestCase("||x.example^$dnsrewrite=NXDOMAIN;;", "x.example", RecordType.A, "NameError")]
    [TestCase("||x.example^$dnsrewrite", "x.example", RecordType.A, "NoError")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;A;192.0.2.1", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;AAAA;2001:db8::1", "x.example", RecordType.Aaaa, "NoError Aaaa:2001:db8::1")]
    [TestCase("||x.example^$dnsrewrite=noerror;a;192.0.2.1", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;CNAME;other.example", "x.example", RecordType.A, "NoError Cname:other.example target")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;TXT;hi", "x.example", RecordType.Txt, "NoError Txt:026869")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;TXT;hi there", "x.example", RecordType.Txt, "NoError Txt:086869207468657265")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;MX;10 m.example", "x.example", RecordType.Mx, "NoError Mx:000A016D076578616D706C6500")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;SRV;1 2 80 m.example", "x.example", RecordType.Srv, "NoError Srv:000100020050016D076578616D706C6500")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;HTTPS;1 . alpn=h3", "x.example", RecordType.Https, "NoError Https:00010000010003026833")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;SVCB;1 m.example port=443", "x.example", RecordType.Svcb, "NoError Svcb:0001016D076578616D706C65000003000201BB")]
    [TestCase("||1.2.0.192.in-addr.arpa^$dnsrewrite=NOERROR;PTR;h.example.", "1.2.0.192.in-addr.arpa", RecordType.Ptr, "NoError Ptr:h.example")]
    [TestCase("||x*.example^$dnsrewrite=192.0.2.1", "x1.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("/x[0-9]/$dnsrewrite=192.0.2.1", "x1.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("|x.example^$dnsrewrite=192.0.2.1", "a.x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n||x.example^$dnsrewrite=REFUSED", "x.example", RecordType.A, "Refused")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n||x.example^$dnsrewrite=other.example", "x.example", RecordType.A, "NoError Cname:other.example target")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||x.example^$dnsrewrite", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||x.example^$dnsrewrite=192.0.2.1", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||x.example^$dnsrewrite=192.0.2.2", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n||x.example^$dnsrewrite=192.0.2.2\n@@||x.example^$dnsrewrite=192.0.2.2", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1,important\n@@||x.example^$dnsrewrite", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1,important\n@@||x.example^$dnsrewrite,important", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||a.x.example^$dnsrewrite", "a.x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||a.x.example^$dnsrewrite", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n||x.example^$dnsrewrite=192.0.2.1,badfilter", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1,client=tv", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1,client=other", "x.example", RecordType.A, "-")]
    [TestCase("||x.example^$dnstype=A,dnsrewrite=192.0.2.1", "x.example", RecordType.Aaaa, "-")]
    [TestCase("address=/x.example/192.0.2.1", "a.x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("local-data: \"x.example A 192.0.2.1\"", "x.example", RecordType.A, "NoError A:192.0.2.1")]
    [TestCase("x.example CNAME other.example.", "x.example", RecordType.A, "NoError Cname:other.example target")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nx.example A 192.0.2.1\n A 192.0.2.2", "x.example", RecordType.A, "NoError A:192.0.2.1 A:192.0.2.2")]
    [TestCase("$TTL 60\n@ SOA localhost. root.localhost. 1 43200 3600 259200 300\n  NS localhost.\nx.example TXT \"a;b\"", "x.example", RecordType.Txt, "NoError Txt:03613B62")]
    [TestCase("x[0-9];reply=192.0.2.1", "x1.example", RecordType.A, "NoError A:192.0.2.1")]
    public void Prepare_OneText_AnswersAsTheTableSays(string text, string name, RecordType type, string expected)
    {
        string answer = SyntaxTable.Prepare(text, name, type);

        Assert.That(answer, Is.EqualTo(expected));
    }

    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||x.example^", "Prepared")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n@@||x.example^$important", "Prepared")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1\n||x.example^\n@@||x.example^$dnsrewrite", "Block")]
    [TestCase("||x.example^$dnsrewrite=x.example\n||x.example^", "Block")]
    public void Find_RewriteBesideOthers_StandsAboveThem(string text, string expected)
    {
        string outcome = SyntaxTable.Judge(text, "x.example");

        Assert.That(outcome, Is.EqualTo(expected));
    }

    [TestCase("||x.example^$dnsrewrite=1.2.3", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;A", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;A;2001:db8::1", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;NOPE;x", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOPE;A;192.0.2.1", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;MX;m.example", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;SRV;1 2 m.example", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;HTTPS;1", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=a..b", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;CNAME;", "BadValue")]
    [TestCase("||x.example^$dnsrewrite=NOERROR;HTTPS;1 . nope=1", "BadValue")]
    public void Read_InvalidNeighbour_DecidesNothing(string text, string problem)
    {
        string problems = SyntaxTable.Problems(text);

        Assert.That(problems, Is.EqualTo(problem));
    }
}
