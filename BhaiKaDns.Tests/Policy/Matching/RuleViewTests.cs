using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Matching;

[TestFixture]
internal sealed class RuleViewTests
{
    [TestCase("||x.example^", "||x.example^$badfilter", "-", "-")]
    [TestCase("||x*.example^", "||x*.example^$badfilter", "-", "-")]
    [TestCase("||x.example^", "@@||x.example^$important", "Block", "Allow!")]
    [TestCase("||x.example^$dnsrewrite=192.0.2.1", "@@||x.example^$dnsrewrite", "-", "-")]
    public void Find_RuleAgainstList_SwitchesOffInTheOther(string list, string rule, string ofLists, string ofRules)
    {
        CompiledRules lists = RuleCompiler.Compile([RuleCompilerTests.Text(2, ListKind.Block, list)]);
        CompiledRules rules = RuleCompiler.Compile([RuleCompilerTests.Text(1, ListKind.Block, rule)]);
        RuleOverrides overrides = new([(lists, _ => true), (rules, _ => true)]);

        string found = Judge(lists.ViewOf(_ => true, overrides: overrides));
        string own = Judge(rules.ViewOf(_ => true, overrides: overrides));

        Assert.That((found, own), Is.EqualTo((ofLists, ofRules)));
    }

    [Test]
    public void Find_BadfilterOfAListNotUsed_SwitchesNothingOff()
    {
        CompiledRules rules = RuleCompiler.Compile(
            [RuleCompilerTests.Text(2, ListKind.Block, "||x.example^"), RuleCompilerTests.Text(3, ListKind.Block, "||x.example^$badfilter")]);

        Assert.That(Judge(rules.ViewOf(list => list == 2)), Is.EqualTo("Block"));
        Assert.That(Judge(rules.ViewOf(_ => true)), Is.EqualTo("-"));
    }

    [Test]
    public void Find_AllKindsOfRules_AllocatesNothing()
    {
        RuleView view = SyntaxTable.View("||x.example^$dnstype=AAAA\n/x[0-9]+/\n||*ads*.example^\n192.0.2.0/24\n||y.example^$client=tv\n||z.example^$dnsrewrite=192.0.2.1");
        byte[] name = NameSetTests.Wire("ads.x12.z.example");
        ulong[] hashes = new ulong[SuffixHashes.MaxCount];
        int count = SuffixHashes.Compute(name, hashes);

        long allocated = Allocations.Of(() =>
        {
            _ = view.Find(new RuleQuestion(name, hashes.AsSpan(0, count), RecordType.A));
            _ = view.FindAddress(ClientAddress.FromIPv4(0xC0000201));
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void FindAll_SeveralRules_GivesTheStrongestFirst()
    {
        RuleView view = SyntaxTable.View("||example^\n@@||x.example^\n/^x/$important\n||x.example^$client=tv");

        IReadOnlyList<RuleMatch> all = Ask(view, (in RuleQuestion question) => view.FindAll(question));

        Assert.That(all.Select(SyntaxTable.ToText), Is.EqualTo((string[])["Block!", "Allow", "Block", "Block"]));
    }

    [Test]
    public void FindNameServer_ZoneRules_ByNameAndAddress()
    {
        RuleView view = SyntaxTable.View("*.bad.example.rpz-nsdname CNAME .\n24.0.2.0.192.rpz-nsip CNAME *.\nx.example CNAME .");
        byte[] name = NameSetTests.Wire("ns.bad.example");
        ulong[] hashes = new ulong[SuffixHashes.MaxCount];

        RuleMatch byName = view.FindNameServer(new RuleQuestion(name, hashes.AsSpan(0, SuffixHashes.Compute(name, hashes)), RecordType.Ns));
        RuleMatch byAddress = view.FindNameServerAddress(ClientAddress.FromIPv4(0xC0000207));

        Assert.That((byName.Form, byAddress.Form, view.HasNameServers, view.HasAddresses), Is.EqualTo((AnswerForm.NameError, AnswerForm.NoData, true, false)));
    }

    [Test]
    public void CountByList_OverlappingLists_TellsWhatIsUnique()
    {
        CompiledRules rules = RuleCompiler.Compile(
            [RuleCompilerTests.Text(2, ListKind.Block, "a.example\nb.example"), RuleCompilerTests.Text(3, ListKind.Block, "b.example\nb.example\n0.0.0.0 b.example")]);

        IReadOnlyList<ListShare> shares = rules.CountByList();

        Assert.That(shares.Select(share => (share.ListId, share.Names, share.UniqueNames, share.SharedNames)), Is.EqualTo(new[] { ((ushort)2, 2, 1, 1), ((ushort)3, 1, 0, 1) }));
        Assert.That(shares.Sum(share => share.MemoryLength), Is.InRange(1, rules.MemoryLength));
    }

    [Test]
    public void ClientConditions_SeveralRules_GivesEachOnce()
    {
        CompiledRules rules = RuleCompiler.Compile([RuleCompilerTests.Text(2, ListKind.Block, "||a^$client=tv|pc\n||b^$client='pc'|'TV'\n||c^$ctag=user_child\n||d^")]);

        Assert.That(rules.ClientConditions, Has.Count.EqualTo(2));
    }

    [Test]
    public void Compile_AnyText_NeverThrows() =>
        Gen.Select(Gen.Char["ab.*|^@$!;:/= \t01~,'\"\\[](){}#&?-\n\u00FC"].Array[0, 120], OneOf("", "$ORIGIN a.\n", "||a^$", "@@/", "local-data: ", "address=/", "a CNAME ", "||a^$client=", "||a^$dnsrewrite=NOERROR;"))
            .Sample((text, start) =>
            {
                RuleView view = SyntaxTable.View(start + new string(text));
                _ = Judge(view);
                _ = Ask(view, (in RuleQuestion question) => view.Prepare(question));
            }, iter: 20_000);

    private static string Judge(RuleView view) => SyntaxTable.ToText(Ask(view, (in RuleQuestion question) => view.Find(question)));

    private static T Ask<T>(RuleView view, Asking<T> asking)
    {
        _ = view;
        byte[] name = NameSetTests.Wire("x.example");
        ulong[] hashes = new ulong[SuffixHashes.MaxCount];
        return asking(new RuleQuestion(name, hashes.AsSpan(0, SuffixHashes.Compute(name, hashes)), RecordType.A));
    }

    private delegate T Asking<T>(in RuleQuestion question);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
