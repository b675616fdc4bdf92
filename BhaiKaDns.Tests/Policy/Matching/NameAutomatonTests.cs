using System.Text;
using System.Text.RegularExpressions;
using BhaiKaDns.Collections;
using BhaiKaDns.Policy.Syntax;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Matching;

[TestFixture]
internal sealed class NameAutomatonTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abc1-"], 1, 4].Array[1, 4].Select(labels => string.Join('.', labels));

    private static readonly Gen<string> Atom = OneOf("a", "b", "c", "1", "-", "\\.", ".", "[ab]", "[^a]", "[a-c1]", "\\d", "\\w", "ab", "abc", "(ab|c)", "(a|b1)", "(a|)", "a.c");

    private static readonly Gen<string> Piece = Gen.Select(Atom, OneOf("", "", "", "?", "*", "+", "{2}", "{1,2}", "{1,}", "{0,1}", "*?"), (atom, repeat) =>
        repeat.Length > 0 && atom.Length > 1 && !"[(\\".Contains(atom[0], StringComparison.Ordinal) ? $"({atom}){repeat}" : atom + repeat);

    private static readonly Gen<string> Branch = Gen.Select(
        OneOf("", "", "^", "(^|\\.)"), Piece.Array[1, 5], OneOf("", "", "$"), (start, pieces, end) => start + string.Concat(pieces) + end);

    private static readonly Gen<string> Pattern = Gen.Select(Branch, Branch, Gen.Bool, (first, second, isChoice) => isChoice ? $"{first}|{second}" : first);

    [Test]
    public void Matches_AnyPatternAndName_AgreesWithTheBaseLibrary() =>
        Gen.Select(Pattern, Name.Array[1, 20]).Sample((pattern, names) =>
        {
            NameAutomaton automaton = new(ComplexRule.TryParse(RuleTarget.Regex, Encoding.ASCII.GetBytes(pattern))!);
            Regex model = new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

            return names.All(name => automaton.Matches(Symbols(name)) == model.IsMatch(name));
        }, iter: 20_000);

    [Test]
    public void Find_ManyPatterns_TriesEachThatMatches() =>
        Gen.Select(Pattern.Array[1, 12], Name).Sample((patterns, name) =>
        {
            string text = string.Join('\n', patterns.Select(pattern => $"/{pattern}/"));
            bool expected = patterns.Any(pattern => Regex.IsMatch(name, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)));

            return SyntaxTable.Judge(text, name) != SyntaxTable.None == expected;
        }, iter: 5_000);

    [Test]
    public void Parse_AnyText_NeverThrowsAndIsBounded() =>
        Gen.Char["ab1.-|()[]{}^$*+?\\,:=!<>P"].Array[0, 40].Sample(text =>
        {
            foreach (RuleTarget target in (RuleTarget[])[RuleTarget.Regex, RuleTarget.Pattern])
            {
                PatternNode? node = ComplexRule.TryParse(target, Encoding.ASCII.GetBytes(text));
                if (node is not null)
                {
                    _ = new NameAutomaton(node).Matches(Symbols("a.b"));
                    _ = PatternLiterals.Of(node);
                }
            }
        }, iter: 50_000);

    [TestCase("((((a{255}){255}){255}){0})")]
    [TestCase("((((){255}){255}){255})")]
    [TestCase("(a*)*{200}{200}")]
    public void TryParse_WhatWouldExplode_IsRefused(string pattern)
    {
        PatternNode? node = ComplexRule.TryParse(RuleTarget.Regex, Encoding.ASCII.GetBytes(pattern));

        Assert.That(node, Is.Null);
    }

    [Test]
    public void Matches_WidePatternAndLongestName_AllocatesNothing()
    {
        NameAutomaton automaton = new(ComplexRule.TryParse(RuleTarget.Regex, "(a|b|c*){40}(.*a){20}z{90}"u8)!);
        byte[] symbols = Symbols(string.Join('.', Enumerable.Repeat(new string('a', 60), 4)));

        long allocated = Allocations.Of(() => _ = automaton.Matches(symbols));

        Assert.That(allocated, Is.Zero);
    }

    private static byte[] Symbols(string name)
    {
        byte[] symbols = new byte[NameSymbols.MaxLength];
        return symbols[..NameSymbols.Write(NameSetTests.Wire(name), symbols)];
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
