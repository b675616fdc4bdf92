using System.Globalization;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class RuleExpressionPropertyTests
{
    private const int Depth = 5;
    private static readonly string[] Features = ["first", "second", "third"];
    private static readonly string[] Signs = ["<", "<=", ">", ">=", "=", "!="];
    private static readonly string[] Pieces =
        ["and", "or", "not", "in", "(", ")", ",", "first", "second", "tld", "name", "label", "<", "=", "!=", ">=", "0.5", "1", "\"top\"", "'a.net'", "\"", " ", "!", "ü"];

    private static readonly Gen<Written> AnyCondition = Conditions(Depth);

    [Test]
    public void Matches_AnyConditions_AgreesWithTheirMeaning() =>
        Gen.Select(AnyCondition, Gen.Int[0, 3].Select(number => (float)number).Array[3]).Sample((condition, values) =>
            RuleExpression.TryParse(condition.Text, Features, out RuleExpression? expression, out _)
                ? expression.Matches(new RuleInput(values, WireNames.Of("a.top"), 2)) == condition.Holds(values)
                : condition.Text.Length > RuleExpression.MaxLength);

    [Test]
    public void TryParse_AnyPieces_SaysWhereItFailsAndNeverThrows() =>
        Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 40].Sample(pieces =>
        {
            string text = string.Join(' ', pieces);
            return RuleExpression.TryParse(text, Features, out _, out RuleError error) || (error.Column >= 1 && error.Column <= text.Length + 1 && error.Message.Length > 0);
        });

    [Test]
    public void TryParse_AnyText_NeverThrows() =>
        Gen.String.Sample(text => RuleExpression.TryParse(text, Features, out _, out RuleError error) || error.Column >= 1);

    // Each condition is written and, apart from that, means something.
    private static Gen<Written> Conditions(int depth)
    {
        Gen<Written> comparison = Gen.Select(Gen.Int[0, 2], Gen.Int[0, Signs.Length - 1].Select(at => Signs[at]), Gen.Int[0, 3]).Select((feature, sign, number) => new Written(
            string.Create(CultureInfo.InvariantCulture, $"{Features[feature]} {sign} {number}"),
            values => Compare(values[feature], sign, number)));
        Gen<Written> list = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3].Array[1, 3], Gen.Bool).Select((feature, numbers, isNot) => new Written(
            $"{Features[feature]} {(isNot ? "not in" : "in")} ({string.Join(", ", numbers)})",
            values => numbers.Contains((int)values[feature]) != isNot));
        Gen<Written> text = Gen.Bool.Select(isTop => isTop ? "top" : "net").Select(tld => new Written($"tld = \"{tld}\"", _ => tld == "top"));
        if (depth == 0)
        {
            return Gen.OneOf(comparison, list, text);
        }

        Gen<Written> inner = Conditions(depth - 1);
        return Gen.OneOf(
            comparison,
            list,
            inner.Select(one => new Written($"not ({one.Text})", values => !one.Holds(values))),
            Gen.Select(inner, inner, (one, other) => new Written($"({one.Text}) and ({other.Text})", values => one.Holds(values) && other.Holds(values))),
            Gen.Select(inner, inner, (one, other) => new Written($"({one.Text}) or ({other.Text})", values => one.Holds(values) || other.Holds(values))));
    }

    private static bool Compare(float value, string sign, int number) => sign switch
    {
        "<" => value < number,
        "<=" => value <= number,
        ">" => value > number,
        ">=" => value >= number,
        "=" => value == number,
        _ => value != number,
    };

    private sealed record Written(string Text, Func<float[], bool> Holds)
    {
        public override string ToString() => Text;
    }
}
