using System.Globalization;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Audit;

namespace BhaiKaDns.Administration;

/// <summary>What is judged alike wherever accounts are changed, and how it is said.</summary>
internal static class AccountRules
{
    public static Outcome? ProblemOfName(string name) =>
        UserNames.ProblemOf(name) is { } problem ? Outcome.Refused(OutcomeKind.Invalid, "userName", problem) : null;

    public static Outcome? ProblemOfPassword(string key, string password, string userName, AccessOptions options) =>
        PasswordRules.ProblemOf(password, userName, options.MinPasswordLength) is { } problem ? Outcome.Refused(OutcomeKind.Invalid, key, problem) : null;

    public static Outcome MustWait(TimeSpan wait) => Outcome.Refused(
        OutcomeKind.TooSoon, "", string.Create(CultureInfo.InvariantCulture, $"too many wrong tries; wait {Math.Ceiling(wait.TotalSeconds)} seconds.")) with
    { Wait = wait };

    /// <summary>Of a password that was asked again before something delicate.</summary>
    public static Outcome Of(LoginResult result, string key) => result.Error switch
    {
        LoginError.None => Outcome.Done,
        LoginError.MustWait => MustWait(result.Wait),
        _ => Outcome.Refused(OutcomeKind.Invalid, key, "this is not the password of this account."),
    };

    public static Outcome Of(AccountError error, string name) => error switch
    {
        AccountError.None => Outcome.Done with { Id = name },
        AccountError.NotFound => Outcome.Refused(OutcomeKind.NotFound, "", $"there is no user '{name}'."),
        AccountError.NameTaken => Outcome.Refused(OutcomeKind.Invalid, "userName", "is taken."),
        AccountError.LastAdmin => Outcome.Refused(OutcomeKind.InUse, "", $"without '{name}' as administrator there would be none; make another one first."),
        AccountError.NotFirst => Outcome.Refused(OutcomeKind.InUse, "", "this home has an account already; log in with it."),
        AccountError.TooMany => Outcome.Refused(OutcomeKind.Invalid, "", $"there are {UserAccounts.MaxAccounts} users, which is the most."),
        _ => Outcome.Outdated,
    };

    /// <summary>What the trail tells of an account: nothing secret.</summary>
    public static AuditChange Change(UserAccount? before, UserAccount? after) =>
        new("users", (after ?? before)?.Name ?? "", before is null ? null : ToJson(before), after is null ? null : ToJson(after));

    private static JsonElement ToJson(UserAccount account) => JsonSerializer.SerializeToElement(
        new { account.Name, Role = account.Role.ToString().ToLowerInvariant(), TwoFactor = account.HasTwoFactor, account.PasswordChangedAt }, JsonSerializerOptions.Web);
}
