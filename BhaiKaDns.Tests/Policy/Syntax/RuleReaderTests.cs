using System.Text;
using BhaiKaDns.Dns;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

[TestFixture]
internal sealed class RuleReaderTests
{
    [TestCase("ads.example\r\n", 1, RuleScope.Tree)]
    [TestCase("0.0.0.0 ads.example\r\n", 1, RuleScope.Exact)]
    [TestCase("127.0.0.1 ads.example", 1, RuleScope.Exact)]
    [TestCase("127.0.0.1  ads.example b.example", 2, RuleScope.Exact)]
    [TestCase("127.0.0.1 localhost.localdomain\n0.0.0.0 0.0.0.0\n", 0, RuleScope.Exact)]
    [TestCase("*.ads.example\n", 1, RuleScope.Below)]
    public void TryRead_ShortAndLongWay_GiveTheSameKindOfRule(string text, int names, RuleScope scope)
    {
        RuleTally tally = new();

        RuleScope last = ReadAll(text, tally);

        Assert.That((tally.Names, tally.Invalid, last), Is.EqualTo((names, 0, scope)));
    }

    [Test]
    public void TryRead_MixedText_CountsEachLineOnce()
    {
        RuleTally tally = new();

        ReadAll("# head\nads.example\ncom\n192.0.2.1\nb.example # why\n||c.example^$x\n\n", tally);

        Assert.That((tally.Lines, tally.Comments, tally.Names, tally.Invalid), Is.EqualTo((7, 2, 3, 2)));
        Assert.That(tally.ToString(), Is.EqualTo("NotSupported 1, TopLevel 1"));
    }

    private static RuleScope ReadAll(string text, RuleTally tally)
    {
        RuleReader rules = new(new MemoryStream(Encoding.UTF8.GetBytes(text)), new byte[256], new byte[DomainName.MaxLength], tally);
        while (rules.TryRead())
        {
            Assert.That(rules.Name.Length > 2 || rules.Target is RuleTarget.Network, Is.True);
        }

        return rules.Kind.Scope;
    }
}
