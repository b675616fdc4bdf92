using System.Text;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Matching;

[TestFixture]
internal sealed class RuleCompilerTests
{
    private static readonly Gen<string> Name =
        Gen.String[Gen.Char["ab"], 1, 2].Array[2, 4].Select(labels => string.Join('.', labels));

    [TestCase("ads.example", "ads.example", true)]
    [TestCase("ads.example", "x.ads.example", true)]
    [TestCase("ads.example", "loads.example", false)]
    [TestCase("ads.example", "example", false)]
    [TestCase("0.0.0.0 ads.example", "ads.example", true)]
    [TestCase("0.0.0.0 ads.example", "x.ads.example", false)]
    [TestCase("*.ads.example", "x.ads.example", true)]
    [TestCase("*.ads.example", "ads.example", false)]
    [TestCase(".ads.example", "x.y.ads.example", true)]
    [TestCase("||zip^", "a.zip", true)]
    public void Find_OneLine_CoversWhatItsSyntaxSays(string line, string name, bool expected)
    {
        CompiledRules rules = RuleCompiler.Compile([Text(2, ListKind.Block, line)]);

        RuleMatch match = Find(rules, name);

        Assert.That(match.IsListed, Is.EqualTo(expected));
        Assert.That(match.IsAllow, Is.False);
    }

    [Test]
    public void Find_AllowedAboveAndBlockedNearer_IsAllowed()
    {
        CompiledRules rules = RuleCompiler.Compile([Text(2, ListKind.Block, "x.ads.example"), Text(3, ListKind.Allow, "ads.example")]);

        RuleMatch match = Find(rules, "x.ads.example");

        Assert.That(match, Is.EqualTo(new RuleMatch(3, IsAllow: true)));
    }

    [Test]
    public void Find_NamedByTwoLists_NamesTheNearestThenTheLowest()
    {
        CompiledRules rules = RuleCompiler.Compile(
            [Text(2, ListKind.Block, "example.org"), Text(4, ListKind.Block, "a.example.org"), Text(3, ListKind.Block, "a.example.org")]);

        RuleMatch match = Find(rules, "x.a.example.org");

        Assert.That(match.ListId, Is.EqualTo(3));
    }

    [Test]
    public void Find_AnyRulesAndName_AgreesWithAModelOfStrings() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Name).Array[0, 60], Name).Sample((lines, asked) =>
        {
            string text = string.Join('\n', lines.Select(line => line.Item1 switch
            {
                0 => line.Item2,
                1 => "127.0.0.1 " + line.Item2,
                2 => "*." + line.Item2,
                _ => $"@@||{line.Item2}^",
            }));
            bool Covers((int Kind, string Name) line) =>
                (line.Kind != 2 && asked == line.Name) || (line.Kind != 1 && asked.EndsWith("." + line.Name, StringComparison.Ordinal));

            RuleMatch match = Find(RuleCompiler.Compile([Text(2, ListKind.Block, text)]), asked);

            return match.IsListed == lines.Any(Covers) && match.IsAllow == lines.Any(line => line.Item1 == 3 && Covers(line));
        });

    [Test]
    public void Compile_MostlyRepeatedNames_TakesMemoryForTheDistinctOnes()
    {
        string text = string.Join('\n', Enumerable.Range(0, 100_000).Select(index => $"n{index % 10_000}.example"));

        CompiledRules rules = RuleCompiler.Compile([Text(2, ListKind.Block, text)]);

        Assert.That(rules.Count, Is.EqualTo(10_000));
        Assert.That(rules.MemoryLength, Is.LessThan(10_000 * 8));
    }

    [Test]
    public void Compile_ManyNamesOnALine_GrowsTheTable()
    {
        string text = "0.0.0.0 " + string.Join(' ', Enumerable.Range(0, 3000).Select(index => $"n{index}.example"));

        CompiledRules rules = RuleCompiler.Compile([Text(2, ListKind.Block, text)]);

        Assert.That(rules.Count, Is.EqualTo(3000));
    }

    internal static ListText Text(ushort id, ListKind kind, string text) => new(id, kind, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    internal static RuleMatch Find(CompiledRules rules, string name)
    {
        ulong[] hashes = new ulong[SuffixHashes.MaxCount];
        byte[] wire = NameSetTests.Wire(name);
        int count = SuffixHashes.Compute(wire, hashes);
        return rules.ViewOf(_ => true).Find(new RuleQuestion(wire, hashes.AsSpan(0, count), RecordType.A));
    }
}
