using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures the guesses of what a site is about, those told and those held back.</summary>
internal sealed class CategoryEvaluation(CategoryModel model)
{
    private const double WantedPrecision = 0.98;

    public CategoryResult Measure(IEnumerable<string> files)
    {
        ILookup<string, string> truth = files.SelectMany(file => DataFile.Rows(file, leastCells: 3)).ToLookup(cells => cells[2], cells => cells[0], StringComparer.Ordinal);
        SortedDictionary<string, CategoryCount> told = new(StringComparer.Ordinal);
        List<(float Chance, bool IsRight)> guesses = [];
        foreach (IGrouping<string, string> domain in truth)
        {
            byte[] text = DataFile.OctetsOf(domain.Key);
            (string category, float chance) = model.Guess(text);
            bool isRight = domain.Contains(category);
            guesses.Add((chance, isRight));
            if (model.Likely(text) is not null)
            {
                CategoryCount before = told.GetValueOrDefault(category) ?? new CategoryCount(0, 0);
                told[category] = new CategoryCount(before.Told + 1, before.Right + (isRight ? 1 : 0));
            }
        }

        int all = told.Values.Sum(count => count.Told);
        return new CategoryResult(
            guesses.Count, all / (double)guesses.Count, told.Values.Sum(count => count.Right) / (double)all, CoverageAt(guesses), guesses.Count(guess => guess.IsRight) / (double)guesses.Count, told);
    }

    private static double CoverageAt(List<(float Chance, bool IsRight)> guesses)
    {
        (int right, int seen, int covered) = (0, 0, 0);
        foreach ((_, bool isRight) in guesses.OrderByDescending(guess => guess.Chance))
        {
            seen++;
            right += isRight ? 1 : 0;
            covered = right >= WantedPrecision * seen ? seen : covered;
        }

        return covered / (double)guesses.Count;
    }
}

/// <summary>Guesses of one category; a domain that is filed under several is right with any of them.</summary>
/// <param name="Coverage">Share of the domains for which a guess was told at the shipped thresholds.</param>
/// <param name="CoverageAt98">The largest share for which the likeliest guesses are right 98 times in 100, by one threshold for all.</param>
internal sealed record CategoryResult(int Domains, double Coverage, double Precision, double CoverageAt98, double Right, IReadOnlyDictionary<string, CategoryCount> Told);

internal sealed record CategoryCount(int Told, int Right);
