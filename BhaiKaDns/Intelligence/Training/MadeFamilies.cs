using System.Text;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>
/// Families that no malware uses, made the ways malware makes names: letters of an alphabet, syllables, words of a small list. With the
/// real ones alone the trees learn what those look like rather than what being generated looks like (docs/intelligence.md).
/// </summary>
internal sealed class MadeFamilies(string[] words)
{
    /// <summary>What the names of made families begin with.</summary>
    public const string Prefix = "made-";

    private const int NamesOfFamily = 600;
    private const int LetterFamilies = 36;
    private const int WordFamilies = 30;

    private static readonly string[] Alphabets =
    [
        "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789", "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz234567",
        "aeimoqsuwyckg", "bcdfghjklmnpqrstvwxz", "etaoinshrdlucmfwypvbgkjqxz", "eeeeeetttttaaaaaooooiiiinnnnsssshhhrrrdddlllcuumwfgypbvk",
    ];

    private static readonly string[] TopLevels =
    [
        "com", "net", "org", "info", "biz", "ru", "eu", "cc", "tv", "ws", "me", "co", "in", "us", "pw", "top", "xyz", "online", "site", "su", "de", "uk", "nl", "to", "io",
        "club", "click", "space", "website", "la", "tk", "ml", "ga", "cf", "duckdns.org", "ddns.net",
    ];

    private ulong _state;

    /// <summary>Adds them to the rows.</summary>
    public void AddTo(NameRows rows)
    {
        for (int family = 0; family < LetterFamilies + WordFamilies; family++)
        {
            _state = Order.Mix((ulong)family + 77);
            bool isOfWords = family >= LetterFamilies;
            string[] topLevels = Pick(TopLevels, 1 + Next(6));
            Func<string> make = isOfWords ? OfWords() : family % 4 == 3 ? OfSyllables() : OfLetters(Alphabets[family % Alphabets.Length]);
            for (int name = 0; name < NamesOfFamily; name++)
            {
                rows.Add($"{make()}.{topLevels[Next(topLevels.Length)]}", $"{Prefix}{(isOfWords ? "words" : "letters")}-{family}", isGenerated: true);
            }
        }
    }

    private Func<string> OfLetters(string alphabet)
    {
        int least = 6 + Next(12);
        int range = 1 + (Next(3) * Next(8));
        return () =>
        {
            StringBuilder text = new();
            for (int length = least + Next(range); length > 0; length--)
            {
                text.Append(alphabet[Next(alphabet.Length)]);
            }

            return text.ToString();
        };
    }

    private Func<string> OfSyllables()
    {
        string consonants = string.Concat(Pick([.. "bcdfghjklmnpqrstvwxz".Select(letter => letter.ToString())], 8 + Next(12)));
        string vowels = Next(2) == 0 ? "aeiou" : "aeiouy";
        int least = 3 + Next(3);
        int range = 1 + Next(4);
        int doubled = Next(4);
        return () =>
        {
            StringBuilder text = new();
            for (int left = least + Next(range); left > 0; left--)
            {
                text.Append(consonants[Next(consonants.Length)]).Append(vowels[Next(vowels.Length)]);
                if (doubled == 0 && Next(3) == 0)
                {
                    text.Append(consonants[Next(consonants.Length)]);
                }
            }

            return text.ToString();
        };
    }

    private Func<string> OfWords()
    {
        string[] longer = [.. words.Where(word => word.Length >= 4)];
        string[] own = Pick(longer, 40 + Next(900));
        int least = 2 + (Next(3) / 2);
        int range = 1 + Next(3);
        string between = Next(5) == 0 ? "-" : "";
        int mostLength = 14 + Next(20);
        return () =>
        {
            StringBuilder text = new(own[Next(own.Length)]);
            for (int left = least - 1 + Next(range); left > 0 && text.Length < mostLength; left--)
            {
                text.Append(between).Append(own[Next(own.Length)]);
            }

            return text.ToString(0, Math.Min(text.Length, Dns.DomainName.MaxLabelLength));
        };
    }

    private string[] Pick(string[] from, int count)
    {
        int[] order = Order.Shuffled(from.Length, _state = Order.Mix(_state + 1));
        return [.. order.Take(Math.Min(count, from.Length)).Select(at => from[at])];
    }

    private int Next(int count)
    {
        _state += 0x9E3779B97F4A7C15;
        return (int)(Order.Mix(_state) % (ulong)count);
    }
}
