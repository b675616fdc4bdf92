using System.Globalization;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence;

/// <summary>
/// How much a name is to be trusted, 0 to 100, with the points of each sign: they add up to the score. For people to read; nothing is ever
/// blocked by it.
/// </summary>
/// <param name="Parts">Each with its points as weight.</param>
internal sealed record DomainScore(int Score, IReadOnlyList<Evidence> Parts)
{
    /// <summary>What a name begins with of which nothing is known.</summary>
    public const int Start = 60;

    private const int Listed = -60;
    private const int LookAlike = -40;
    private const int KnownLong = 10;
    private const int Known = 5;
    private const int New = -5;
    private const int LongDays = 30;
    private const int MostForModel = 30;
    private const int MostForHost = 20;

    public static DomainScore Of(in DomainSigns signs)
    {
        List<Evidence> parts = [Part("start", "what any name begins with", Start)];
        if (signs.IsListed)
        {
            parts.Add(Part("list", "a list or a threat feed names it", Listed));
        }

        if (signs.Rank > 0)
        {
            parts.Add(Part("popular", string.Create(CultureInfo.InvariantCulture, $"one of the popular names, rank {signs.Rank}"), signs.Rank <= 1_000 ? 40 : signs.Rank <= 10_000 ? 35 : 30));
        }

        AddAge(signs, parts);

        // A popular name is left alone by what judges letters: it says nothing against it here either.
        if (signs.Rank <= 0)
        {
            AddLetters(signs, parts);
        }

        int sum = (int)parts.Sum(part => part.Weight!.Value);
        int score = Math.Clamp(sum, 0, 100);
        if (score != sum)
        {
            parts.Add(Part("end", "the scale ends at 0 and at 100", score - sum));
        }

        return new DomainScore(score, parts);
    }

    private static void AddAge(in DomainSigns signs, List<Evidence> parts)
    {
        if (signs.AgeDays is not { } days)
        {
            parts.Add(Part("age", "never asked for in this home", New));
        }
        else if (days > 0)
        {
            parts.Add(Part("age", string.Create(CultureInfo.InvariantCulture, $"known in this home for {days} days"), days >= LongDays ? KnownLong : Known));
        }
    }

    private static void AddLetters(in DomainSigns signs, List<Evidence> parts)
    {
        if (signs.Imitated is { } imitated)
        {
            parts.Add(Part("look-alike", $"it looks like {imitated}", LookAlike));
        }

        if (signs.Chance is > 0.5 and var chance)
        {
            parts.Add(Part("model", "its letters look made by a program", -(int)Math.Round((chance - 0.5) * 2 * MostForModel)));
        }

        if (signs.HostScore is > 0 and var host)
        {
            parts.Add(Part("host", "it reads like the host of a phishing page", -(int)Math.Round(Math.Min(MostForHost, host * 5))));
        }
    }

    private static Evidence Part(string kind, string text, int points) => new(kind, text, Weight: points);
}

/// <summary>What is known of a name.</summary>
/// <param name="IsListed">A block list or a threat feed names it.</param>
/// <param name="Rank">Among the popular names; 0 or less if it is none.</param>
/// <param name="AgeDays">Days since this home first asked for it; null if it never did.</param>
/// <param name="Imitated">What it looks like; null if like nothing.</param>
/// <param name="Chance">Of being made by a program, 0 to 1; null without a model.</param>
/// <param name="HostScore">Log-odds of the phishing model; null without one.</param>
internal readonly record struct DomainSigns(bool IsListed, int Rank, int? AgeDays, string? Imitated, double? Chance, double? HostScore);
