using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Syntax;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class BuiltinListsTests
{
    [Test]
    public void Starter_EachLine_IsUnderstood()
    {
        RuleTally tally = new();
        using Stream text = BuiltinLists.Open("starter");

        ListError error = ListInspector.Inspect(text, mayBeEmpty: false, tally);

        Assert.That(error, Is.EqualTo(ListError.None));
        Assert.That(tally.Invalid, Is.Zero, tally.ToString());
        Assert.That(tally.Names, Is.GreaterThan(300));
    }

    [TestCase("apple.com")]
    [TestCase("www.google.com")]
    [TestCase("accounts.google.com")]
    [TestCase("fonts.gstatic.com")]
    [TestCase("login.microsoftonline.com")]
    [TestCase("windowsupdate.microsoft.com")]
    [TestCase("cdn.jsdelivr.net")]
    [TestCase("www.facebook.com")]
    [TestCase("www.amazon.com")]
    [TestCase("api.roku.com")]
    [TestCase("github.com")]
    public void Starter_WhatPeopleUse_IsNotBlocked(string name)
    {
        CompiledRules rules = RuleCompiler.Compile([new ListText(2, ListKind.Block, () => BuiltinLists.Open("starter"))]);

        RuleMatch match = RuleCompilerTests.Find(rules, name);

        Assert.That(match.IsListed, Is.False);
    }
}
