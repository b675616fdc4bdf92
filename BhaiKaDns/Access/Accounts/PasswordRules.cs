using System.Reflection;
using BhaiKaDns.Access.Argon2;

namespace BhaiKaDns.Access.Accounts;

/// <summary>
/// What a password must be: long, and not one that everybody tries first. No rules on kinds of characters; they make people write
/// "Password1!" (NIST SP 800-63B, section 3.1.1.2).
/// </summary>
internal static class PasswordRules
{
    private const string Resource = "BhaiKaDns.Access.Accounts.common-passwords.txt";
    private const int FewestDifferent = 5;
    private const int ShortestCore = 6;

    // Along a keyboard and through the alphabet, there and back.
    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"];

    /// <summary>Null if the password is good, otherwise the end of a sentence that begins with "the password".</summary>
    public static string? ProblemOf(string password, string userName, int minLength)
    {
        string lower = password.ToLowerInvariant();
        string core = lower.Trim().TrimStart(NotLetters).TrimEnd(NotLetters);
        return password.Length < minLength ? $"must have at least {minLength} characters."
            : password.Length > PasswordHasher.MaxLength ? $"must have at most {PasswordHasher.MaxLength} characters."
            : password.Any(char.IsControl) ? "must not hold control characters."
            : lower.Distinct().Count() < FewestDifferent || Runs.Any(run => IsRun(lower, run)) ? "is a pattern that is guessed at once."
            : lower.Contains(userName, StringComparison.OrdinalIgnoreCase) && lower.Length - userName.Length < minLength / 2 ? "is little more than the user name."
            : IsCommon(lower, core) ? "is one of those that are tried first."
            : null;
    }

    private static readonly char[] NotLetters = [.. Enumerable.Range(' ', 95).Select(code => (char)code).Where(character => !char.IsAsciiLetter(character))];

    private static bool IsRun(string password, string run) =>
        run.Contains(password, StringComparison.Ordinal) || run.Contains(new string([.. password.Reverse()]), StringComparison.Ordinal);

    // A common word with digits and signs around it, or twice, is as common as the word. Read when it is needed: passwords change rarely.
    private static bool IsCommon(string password, string core)
    {
        string half = core.Length % 2 == 0 && core[..(core.Length / 2)] == core[(core.Length / 2)..] ? core[..(core.Length / 2)] : core;
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException("The list of common passwords is not in the program.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } common)
        {
            if (common == password || (core.Length >= ShortestCore && (common == core || common == half)))
            {
                return true;
            }
        }

        return false;
    }
}
