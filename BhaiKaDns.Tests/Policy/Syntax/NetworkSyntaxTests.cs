using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Addresses and networks for answers. Rows: line, address in an answer, what comes of it.</summary>
[TestFixture]
internal sealed class NetworkSyntaxTests
{
    [TestCase("192.0.2.1", "192.0.2.1", "Block")]
    [TestCase("192.0.2.1", "192.0.2.2", "-")]
    [TestCase("192.0.2.0/24", "192.0.2.200", "Block")]
    [TestCase("192.0.2.0/24", "192.0.3.1", "-")]
    [TestCase("10.0.0.0/8", "10.1.2.3", "Block")]
    [TestCase("10.0.0.0/8", "11.1.2.3", "-")]
    [TestCase("2001:db8::1", "2001:db8::1", "Block")]
    [TestCase("2001:db8::1", "2001:db8::2", "-")]
    [TestCase("2001:db8::/32", "2001:db8:1::1", "Block")]
    [TestCase("2001:db8::/32", "2001:db9::1", "-")]
    [TestCase("||192.0.2.1^", "192.0.2.1", "Block")]
    [TestCase("||192.0.2.1^", "192.0.2.10", "-")]
    [TestCase("@@||192.0.2.1^\n192.0.2.0/24", "192.0.2.1", "Allow")]
    [TestCase("@@||192.0.2.1^\n192.0.2.0/24", "192.0.2.2", "Block")]
    [TestCase("192.0.2.0/24 # why", "192.0.2.1", "Block")]
    [TestCase("192.0.2.1 ; why", "192.0.2.1", "Block")]
    [TestCase("192.0.2.77/24", "192.0.2.1", "Block")]
    [TestCase("24.0.2.0.192.rpz-ip CNAME .", "192.0.2.9", "NameError")]
    [TestCase("24.0.2.0.192.rpz-ip CNAME .", "192.0.3.9", "-")]
    [TestCase("32.1.2.0.192.rpz-ip CNAME rpz-passthru.", "192.0.2.1", "Allow")]
    [TestCase("128.1.zz.db8.2001.rpz-ip CNAME .", "2001:db8::1", "NameError")]
    [TestCase("128.1.zz.db8.2001.rpz-ip CNAME .", "2001:db8::2", "-")]
    [TestCase("48.zz.db8.2001.rpz-ip CNAME *.", "2001:db8::2", "NoData")]
    [TestCase("32.1.2.0.192.rpz-ip.rpz.local. CNAME .", "192.0.2.1", "-")]
    [TestCase("$ORIGIN rpz.local.\n32.1.2.0.192.rpz-ip.rpz.local. CNAME rpz-drop.", "192.0.2.1", "Silence")]
    [TestCase("ads.example", "192.0.2.1", "-")]
    [TestCase("0.0.0.0 ads.example", "0.0.0.0", "-")]
    public void FindAddress_OneText_DecidesAsTheTableSays(string text, string address, string expected)
    {
        string outcome = SyntaxTable.JudgeAddress(text, address);

        Assert.That(outcome, Is.EqualTo(expected));
    }

    [TestCase("0.0.0.0/0", "TopLevel")]
    [TestCase("10.0.0.0/7", "TopLevel")]
    [TestCase("::/8", "TopLevel")]
    [TestCase("192.0.2.0/33", "HttpOnly")]
    [TestCase("192.0.2/24", "HttpOnly")]
    [TestCase("2001:db8::/129", "HttpOnly")]
    [TestCase("256.0.0.1", "Address")]
    [TestCase("||256.0.0.1^", "Address")]
    public void Read_InvalidNeighbour_DecidesNothing(string text, string problem)
    {
        string problems = SyntaxTable.Problems(text);

        Assert.That(problems, Is.EqualTo(problem));
    }
}
