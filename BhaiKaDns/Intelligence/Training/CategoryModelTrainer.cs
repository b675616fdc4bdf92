using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Makes the category model: the commonest categories, and for each the chance from which a guess was right often enough on rows that were held out.</summary>
internal static class CategoryModelTrainer
{
    public const string File = "categories_train.tsv.gz";

    private const int Bits = 14;
    private const int Categories = 30;
    private const int Passes = 5;
    private const float Rate = 0.12f;
    private const double Precision = 0.985;
    private const int LeastGuesses = 15;
    private const ulong HeldOutOf = 5;

    /// <returns>The card's categories and thresholds, and the sections.</returns>
    public static (string[] Names, Dictionary<string, float> Thresholds, List<(string Name, byte[] Octets)> Sections) Train(string directory)
    {
        (string Category, string Domain)[] rows = [.. DataFile.Rows(Path.Combine(directory, File), leastCells: 3).Select(cells => (cells[0], cells[2]))];
        string[] names = [.. rows.GroupBy(row => row.Category, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(Categories).Select(group => group.Key)];
        CategoryModel trial = ModelOf(names, Section(names, [.. rows.Where(row => !IsHeldOut(row.Domain))]));
        Dictionary<string, float> thresholds = Thresholds(trial, [.. rows.Where(row => IsHeldOut(row.Domain))]);
        return (names, thresholds, [("weights", Section(names, rows))]);
    }

    private static byte[] Section(string[] names, (string Category, string Domain)[] rows)
    {
        (string Category, string Domain)[] known = [.. rows.Where(row => names.Contains(row.Category))];
        return new CategoryTrainer(Bits, Passes, Rate).Train([.. known.Select(row => row.Domain)], [.. known.Select(row => Array.IndexOf(names, row.Category))], names.Length, Order.Seed);
    }

    private static CategoryModel ModelOf(string[] names, byte[] section)
    {
        ModelCard card = new(CategoryModel.Kind, CategoryModel.Version, names, new Dictionary<string, float>(), new Dictionary<string, string>(), new Dictionary<string, int>(), "");
        return CategoryModel.TryRead(ModelFile.Write(card, [("weights", section)]), out _)!;
    }

    private static Dictionary<string, float> Thresholds(CategoryModel model, (string Category, string Domain)[] rows)
    {
        ILookup<string, string> truth = rows.ToLookup(row => row.Domain, row => row.Category, StringComparer.Ordinal);
        Dictionary<string, float> thresholds = new(StringComparer.Ordinal);
        foreach (var guesses in truth.Select(domain => (Guess: model.Guess(Encoding.Latin1.GetBytes(domain.Key)), Domain: domain))
            .Select(row => (row.Guess.Category, row.Guess.Chance, IsRight: row.Domain.Contains(row.Guess.Category))).GroupBy(row => row.Category, StringComparer.Ordinal))
        {
            (int right, int seen) = (0, 0);
            foreach ((_, float chance, bool isRight) in guesses.OrderByDescending(guess => guess.Chance))
            {
                seen++;
                right += isRight ? 1 : 0;
                if (seen >= LeastGuesses && right >= Precision * seen)
                {
                    thresholds[guesses.Key] = chance;
                }
            }
        }

        return thresholds;
    }

    private static bool IsHeldOut(string domain) => Order.HashOf(domain) % HeldOutOf == 0;
}
