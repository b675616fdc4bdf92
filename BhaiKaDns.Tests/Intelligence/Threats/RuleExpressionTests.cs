using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class RuleExpressionTests
{
    private static readonly string[] Features = ["digitRatio", "wordCoverage", "length"];

    [TestCase("digitRatio > 0.4 and tld in (\"top\",\"xyz\") and wordCoverage < 0.2", true)]
    [TestCase("digitRatio > 0.4 and tld in (\"com\") and wordCoverage < 0.2", false)]
    [TestCase("digitRatio>=.5 and digitRatio<=.5 and digitRatio=0.5 and digitRatio==5e-1", true)]
    [TestCase("digitRatio != 0.5 or length > 100", false)]
    [TestCase("not (length > 100 or length < 5)", true)]
    [TestCase("not length > 100 and not length < 5", true)]
    [TestCase("length > 100 and length < 5 or wordCoverage < digitRatio", true)]
    [TestCase("length > 100 and (length < 5 or wordCoverage < digitRatio)", false)]
    [TestCase("length in (9, 10, 11)", true)]
    [TestCase("length not in (9, 10, 11)", false)]
    [TestCase("LABEL = 'a1b2c3d4e5' AND Name = \"A1B2C3D4E5.top\" AND Tld = \".top\"", true)]
    [TestCase("label != 'other' and name not in ('other.top')", true)]
    [TestCase("tld != 'top'", false)]
    [TestCase("length > -1", true)]
    public void Matches_AnExpression_HoldsOrNot(string text, bool holds)
    {
        RuleExpression expression = Parse(text);

        Assert.That(Matches(expression, [0.5F, 0.1F, 10]), Is.EqualTo(holds));
    }

    [TestCase("digitRatio > 0.5", false)]
    [TestCase("digitRatio <= 0.5", false)]
    [TestCase("digitRatio = 0.5", false)]
    [TestCase("digitRatio in (0.5)", false)]
    [TestCase("digitRatio != 0.5", true)]
    public void Matches_FeatureThatIsNoNumber_IsTrueForNotEqualOnly(string text, bool holds)
    {
        Assert.That(Matches(Parse(text), [float.NaN, 0, 0]), Is.EqualTo(holds));
    }

    [TestCase("", 1, "Expected a feature")]
    [TestCase("digitRatio", 11, "Expected a comparison")]
    [TestCase("digitRatio >", 13, "Expected a number")]
    [TestCase("digitRatio > 0.4 and", 21, "Expected a feature")]
    [TestCase("digitRatio > 0.4 length < 3", 18, "Expected \"and\"")]
    [TestCase("digitRation > 0.4", 1, "no feature \"digitRation\"")]
    [TestCase("length > digitRation", 10, "no feature \"digitRation\"")]
    [TestCase("(length > 1", 12, "Expected \")\"")]
    [TestCase("length > 1)", 11, "Expected \"and\"")]
    [TestCase("length ! 1", 8, "\"!\" stands only")]
    [TestCase("length > 1.2.3", 10, "Expected a number")]
    [TestCase("length > 1e99", 10, "Expected a number")]
    [TestCase("length > \"a\"", 10, "Expected a number")]
    [TestCase("tld = top", 7, "Expected a text")]
    [TestCase("tld < \"top\"", 5, "is a text")]
    [TestCase("tld in (\"top\"", 14, "Expected \",\"")]
    [TestCase("tld in \"top\"", 8, "Expected \"(\"")]
    [TestCase("tld in ()", 9, "Expected a text")]
    [TestCase("tld not = \"top\"", 9, "Expected \"in\"")]
    [TestCase("tld = \"top", 7, "no closing quote")]
    [TestCase("tld = \"über\"", 7, "xn--")]
    [TestCase("label = \"a.b\"", 9, "no label")]
    [TestCase("length > 1 & length < 3", 12, "does not belong")]
    [TestCase("and > 1", 1, "Expected a feature")]
    public void TryParse_WhatIsNoExpression_SaysWhereAndWhy(string text, int column, string message)
    {
        bool isRead = RuleExpression.TryParse(text, Features, out _, out RuleError error);

        Assert.That((isRead, error.Column, error.Message), Is.EqualTo((false, column, error.Message)));
        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void TryParse_NestedTooDeep_IsRefused()
    {
        string text = new string('(', RuleExpression.MaxDepth) + "length > 1" + new string(')', RuleExpression.MaxDepth);

        bool isRead = RuleExpression.TryParse(text, Features, out _, out RuleError error);

        Assert.That((isRead, error.Column), Is.EqualTo((false, RuleExpression.MaxDepth + 1)));
    }

    [TestCase("length > 1 or ", 140)]
    [TestCase("length>1 or ", 101)]
    public void TryParse_TooLongOrTooMany_IsRefused(string part, int times)
    {
        string text = string.Concat(Enumerable.Repeat(part, times)) + "length > 1";

        Assert.That(RuleExpression.TryParse(text, Features, out _, out _), Is.False);
    }

    [Test]
    public void TryParse_ListTooLong_IsRefused()
    {
        string text = $"length in ({string.Join(',', Enumerable.Range(0, RuleExpression.MaxListLength + 1))})";

        Assert.That(RuleExpression.TryParse(text, Features, out _, out _), Is.False);
    }

    [Test]
    public void Matches_AnyExpression_AllocatesNothing()
    {
        RuleExpression expression = Parse("not (digitRatio > 0.9 or length in (1,2,3)) and tld in ('com','top') and label != 'x'");
        byte[] name = WireNames.Of("a1b2c3d4e5.top");
        float[] features = [0.5F, 0.1F, 10];

        Assert.That(Allocations.Of(() => _ = expression.Matches(new RuleInput(features, name, 11))), Is.Zero);
    }

    private static RuleExpression Parse(string text) =>
        RuleExpression.TryParse(text, Features, out RuleExpression? expression, out RuleError error) ? expression : throw new AssertionException(error.ToString());

    private static bool Matches(RuleExpression expression, float[] features) => expression.Matches(new RuleInput(features, WireNames.Of("a1b2c3d4e5.top"), 11));
}
