using System.Text;
using BhaiKaDns.Dns;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

[TestFixture]
internal sealed class RuleLineTests
{
    [TestCase("ads.example", "ads.example", RuleScope.Tree, false)]
    [TestCase("ads.example.", "ads.example", RuleScope.Tree, false)]
    [TestCase("  ADS.Example  # why", "ads.example", RuleScope.Tree, false)]
    [TestCase("ads.example#why", "ads.example", RuleScope.Tree, false)]
    [TestCase("ads.example\r", "ads.example", RuleScope.Tree, false)]
    [TestCase("||ads.example^", "ads.example", RuleScope.Tree, false)]
    [TestCase("||ads.example", "ads.example", RuleScope.Tree, false)]
    [TestCase("||zip^", "zip", RuleScope.Tree, false)]
    [TestCase("@@||ads.example^", "ads.example", RuleScope.Tree, true)]
    [TestCase("@@||ads.example^|", "ads.example", RuleScope.Tree, true)]
    [TestCase("@@ads.example", "ads.example", RuleScope.Tree, true)]
    [TestCase("*.ads.example", "ads.example", RuleScope.Below, false)]
    [TestCase(".ads.example", "ads.example", RuleScope.Below, false)]
    [TestCase("||*.ads.example^", "ads.example", RuleScope.Below, false)]
    [TestCase("_dmarc.ads_1.example", "_dmarc.ads_1.example", RuleScope.Tree, false)]
    [TestCase("bücher.example", "xn--bcher-kva.example", RuleScope.Tree, false)]
    [TestCase("BÜCHER.example", "xn--bcher-kva.example", RuleScope.Tree, false)]
    [TestCase("xn--bcher-kva.example", "xn--bcher-kva.example", RuleScope.Tree, false)]
    [TestCase("0.0.0.0 ads.example", "ads.example", RuleScope.Exact, false)]
    [TestCase("::1\tads.example ! why", "ads.example", RuleScope.Exact, false)]
    [TestCase("fe80::1%lo0 ads.example", "ads.example", RuleScope.Exact, false)]
    [TestCase("192.0.2.7 ads.example#why", "ads.example", RuleScope.Exact, false)]
    [TestCase("127.0.0.1 a.example b.example localhost c.example", "a.example b.example c.example", RuleScope.Exact, false)]
    [TestCase("127.0.0.1 wpad", "wpad", RuleScope.Exact, false)]
    public void Parse_KnownSyntax_GivesNamesAndScope(string text, string names, RuleScope scope, bool isAllow)
    {
        (string Names, RuleProblem Problem, RuleScope Scope, bool IsAllow) read = Read(Encoding.UTF8.GetBytes(text));

        Assert.That(read, Is.EqualTo((names, RuleProblem.None, scope, isAllow)));
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("# 0.0.0.0 ads.example")]
    [TestCase("! title")]
    [TestCase("; zone")]
    [TestCase("[Adblock Plus 2.0]")]
    [TestCase("127.0.0.1 localhost localhost.localdomain local")]
    [TestCase("255.255.255.255 broadcasthost")]
    [TestCase("0.0.0.0 0.0.0.0")]
    public void Parse_CommentsAndOwnNames_DecideNothingWithoutProblem(string text)
    {
        (string Names, RuleProblem Problem, RuleScope Scope, bool IsAllow) read = Read(Encoding.UTF8.GetBytes(text));

        Assert.That(read.Names, Is.Empty);
        Assert.That(read.Problem, Is.EqualTo(RuleProblem.None));
    }

    [TestCase("com", RuleProblem.TopLevel)]
    [TestCase("*.com", RuleProblem.TopLevel)]
    [TestCase("localhost", RuleProblem.TopLevel)]
    [TestCase("1.2.3", RuleProblem.Address)]
    [TestCase("example.com##.banner", RuleProblem.Cosmetic)]
    [TestCase("example.com#@#.banner", RuleProblem.Cosmetic)]
    [TestCase("||ads.example^$third-party", RuleProblem.HttpOnly)]
    [TestCase("http://ads.example/", RuleProblem.HttpOnly)]
    [TestCase("two names.example", RuleProblem.NotSupported)]
    [TestCase("ads..example", RuleProblem.BadName)]
    [TestCase("ads!.example", RuleProblem.BadName)]
    [TestCase("||^", RuleProblem.BadName)]
    [TestCase("@@", RuleProblem.BadName)]
    [TestCase(".", RuleProblem.BadName)]
    [TestCase("0.0.0.0 a..b", RuleProblem.BadName)]
    public void Parse_OtherSyntax_DecidesNothing(string text, RuleProblem expected)
    {
        (string Names, RuleProblem Problem, RuleScope Scope, bool IsAllow) read = Read(Encoding.UTF8.GetBytes(text));

        Assert.That(read.Names, Is.Empty);
        Assert.That(read.Problem, Is.EqualTo(expected));
    }

    [TestCase(63, true)]
    [TestCase(64, false)]
    public void Parse_LongLabel_IsBoundedAt63(int length, bool expected)
    {
        (string Names, RuleProblem Problem, RuleScope Scope, bool IsAllow) read = Read(Encoding.ASCII.GetBytes(new string('a', length) + ".example"));

        Assert.That(read.Problem is RuleProblem.None, Is.EqualTo(expected));
    }

    [TestCase(253, true)]
    [TestCase(254, false)]
    public void Parse_LongName_IsBoundedAt255InWireForm(int length, bool expected)
    {
        string text = string.Concat(Enumerable.Repeat("abcdefg.", 32))[..(length - 1)].TrimEnd('.').PadRight(length, 'x');

        (string Names, RuleProblem Problem, RuleScope Scope, bool IsAllow) read = Read(Encoding.ASCII.GetBytes(text));

        Assert.That(read.Problem is RuleProblem.None, Is.EqualTo(expected));
    }

    [Test]
    public void Parse_AnyOctets_NeverThrowsAndGivesValidNames() =>
        Gen.Byte.Array[0, 300].Sample(octets => IsValid(octets));

    [Test]
    public void Parse_OctetsOfListSyntax_NeverThrowsAndGivesValidNames() =>
        Gen.Char["ab.*|^@#!$:/ \t01\u00FC\u3002"].Array[0, 60].Sample(text => IsValid(Encoding.UTF8.GetBytes(text)));

    [Test]
    public void Parse_CommonLines_AllocatesNothing()
    {
        byte[] plain = [.. "ads.example.com"u8];
        byte[] hosts = [.. "0.0.0.0 ads.example.com"u8];
        byte[] name = new byte[DomainName.MaxLength];
        ZoneContext zone = new();

        long allocated = Allocations.Of(() =>
        {
            _ = RuleLine.Parse(plain, zone, out RuleLine line);
            _ = line.TryNext(name, out _);
            _ = RuleLine.Parse(hosts, zone, out line);
            _ = line.TryNext(name, out _);
        });

        Assert.That(allocated, Is.Zero);
    }

    private static bool IsValid(byte[] octets)
    {
        byte[] name = new byte[DomainName.MaxLength];
        if (RuleLine.Parse(octets, new ZoneContext(), out RuleLine line) is not RuleLineKind.Names)
        {
            return true;
        }

        while (line.TryNext(name, out int length))
        {
            if (line.Problem is not RuleProblem.None || length == 0 || line.Target is not RuleTarget.Name)
            {
                continue;
            }

            int at = 0;
            while (name[at] != 0)
            {
                at += name[at] + 1;
            }

            if (at + 1 != length)
            {
                return false;
            }
        }

        return true;
    }

    private static (string Names, RuleProblem Problem, RuleScope Scope, bool IsAllow) Read(byte[] text)
    {
        RuleLineKind kind = RuleLine.Parse(text, new ZoneContext(), out RuleLine line);
        List<string> names = [];
        byte[] name = new byte[DomainName.MaxLength];
        while (kind is RuleLineKind.Names && line.TryNext(name, out int length))
        {
            if (line.Problem is RuleProblem.None && length > 0)
            {
                names.Add(ToText(name));
            }
        }

        return (string.Join(' ', names), line.Problem, line.Kind.Scope, line.Kind.IsAllow);
    }

    private static string ToText(byte[] name)
    {
        List<string> labels = [];
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(name, at + 1, name[at]));
        }

        return string.Join('.', labels);
    }
}
