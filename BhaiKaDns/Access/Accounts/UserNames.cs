using System.Text.RegularExpressions;

namespace BhaiKaDns.Access.Accounts;

/// <summary>What a user name may be: it is shown, logged in the audit trail and part of addresses, so it holds nothing that could mislead.</summary>
internal static partial class UserNames
{
    public const int MaxLength = 32;

    // Names under which the audit trail knows what is no person.
    private static readonly string[] Reserved = [Actor.Command.Name, Actor.Server.Name];

    /// <summary>Null if the name is good, otherwise the end of a sentence that begins with "the name".</summary>
    public static string? ProblemOf(string name) =>
        !Pattern().IsMatch(name) ? $"must be 1 to {MaxLength} letters (a-z), digits, dots, dashes or underscores, and begin with a letter or digit."
        : Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) ? "is kept for the server itself."
        : null;

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._-]{0,31}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
