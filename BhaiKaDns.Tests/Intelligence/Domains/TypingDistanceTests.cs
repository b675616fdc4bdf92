using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

[TestFixture]
internal sealed class TypingDistanceTests
{
    private static readonly Gen<string> Label = Gen.String[Gen.Char['a', 'f'], 1, 12];

    [Test]
    public void Between_SameLabels_IsZero() => Label.Sample(label => Between(label, label) == 0);

    [Test]
    public void Between_AnyLabels_IsBelowThePlainDistanceTimesTheDearestSlip() =>
        Gen.Select(Label, Label).Sample((meant, typed) => Between(meant, typed) <= (Levenshtein(meant, typed) * 1.5f) + 0.001f);

    [Test]
    public void Between_BelowTheBound_IsTheSameAsWithoutBound() =>
        Gen.Select(Label, Label).Sample((meant, typed) =>
        {
            float free = Between(meant, typed);
            float bounded = TypingDistance.Between(Encoding.ASCII.GetBytes(meant), Encoding.ASCII.GetBytes(typed), 2);
            return free <= 2 ? bounded == free : float.IsInfinity(bounded);
        });

    [TestCase("netflix", "netlfix", "netxlix", TestName = "Between_Swap_IsCheaperThanAnotherLetter")]
    [TestCase("google", "gogle", "goole", TestName = "Between_LostDouble_IsCheaperThanALostLetter")]
    [TestCase("amazon", "amszon", "ampzon", TestName = "Between_NeighbouringKey_IsCheaperThanAFarOne")]
    [TestCase("amazon", "amzon", "mazon", TestName = "Between_SlipInside_IsCheaperThanAtTheFirstLetter")]
    public void Between_Slips_AreOrdered(string meant, string cheap, string dear) => Assert.That(Between(meant, cheap), Is.LessThan(Between(meant, dear)));

    private static float Between(string meant, string typed) => TypingDistance.Between(Encoding.ASCII.GetBytes(meant), Encoding.ASCII.GetBytes(typed), 1000);

    private static int Levenshtein(string left, string right)
    {
        int[,] cells = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cells[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(cells[i - 1, j], cells[i, j - 1]) + 1, cells[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }
        }

        return cells[left.Length, right.Length];
    }
}
