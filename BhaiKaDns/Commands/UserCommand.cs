using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;

namespace BhaiKaDns.Commands;

/// <summary>Manages users: through the running instance, which has the database open, or on the data directory when none runs.</summary>
internal static class UserCommand
{
    public static Task<int> AddAsync(CommandContext context, string name, string role, string? passwordFile, CancellationToken cancellationToken) => WithPasswordAsync(
        context, passwordFile, $"{name} may sign in as {role}.",
        (instance, password) => TrySendAsync(instance, "users", new UserBody(name, role, password), CommandJson.Default.UserBody, cancellationToken),
        (accounts, password) => accounts.AddAsync(Actor.Command, name, RoleOf(role), password, cancellationToken));

    public static Task<int> SetPasswordAsync(CommandContext context, string name, string? passwordFile, CancellationToken cancellationToken) => WithPasswordAsync(
        context, passwordFile, $"The password of {name} is changed.",
        (instance, password) => TrySendAsync(
            instance, $"users/{Uri.EscapeDataString(name)}/password", new NewPasswordBody(password), CommandJson.Default.NewPasswordBody, cancellationToken),
        (accounts, password) => accounts.SetPasswordAsync(Actor.Command, name, password, cancellationToken));

    public static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!await context.SettingsAreGoodAsync())
        {
            return ExitCodes.BadSettings;
        }

        try
        {
            using RunningInstance instance = new(context.DataDirectory);
            IReadOnlyList<UserLine>? users = (await instance.TryGetAsync("users", CommandJson.Default.UserLines, cancellationToken))?.Items;
            if (users is null)
            {
                await context.Composition.AccountsOffline(context.Settings, async accounts => users =
                    [.. (await accounts.UsersAsync(Actor.Command, cancellationToken)).Select(user => new UserLine(user.Name, user.Role.ToString().ToLowerInvariant(), user.HasTwoFactor, user.LastSeenAt))]);
            }

            foreach (UserLine user in users ?? [])
            {
                string seen = user.LastSeenAt is { } moment ? string.Create(CultureInfo.InvariantCulture, $", last seen {moment:u}") : "";
                await context.Output.WriteLineAsync($"{user.UserName}  {user.Role}{(user.TwoFactor ? ", two-factor" : "")}{seen}");
            }

            if (users is not { Count: > 0 })
            {
                await context.Output.WriteLineAsync("There is no user yet.");
            }

            return ExitCodes.Done;
        }
        catch (Exception problem) when (problem is CommandException or IOException)
        {
            await context.Error.WriteLineAsync(problem.Message);
            return ExitCodes.Unexpected;
        }
    }

    private static Role RoleOf(string role) => role switch
    {
        "viewer" => Role.Viewer,
        "parent" => Role.Parent,
        "admin" => Role.Admin,
        _ => Role.None,
    };

    private static Task<bool> TrySendAsync<T>(RunningInstance instance, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        instance.TryPostAsync(path, body, type, cancellationToken);

    private static async Task<int> WithPasswordAsync(
        CommandContext context, string? passwordFile, string done, Func<RunningInstance, string, Task<bool>> online, Func<AccountAdministration, string, Task<Outcome>> offline)
    {
        if (!await context.SettingsAreGoodAsync())
        {
            return ExitCodes.BadSettings;
        }

        try
        {
            string? password = passwordFile is null ? await SecretPrompt.AskAsync(context.Output) : File.ReadLines(passwordFile).FirstOrDefault();
            if (string.IsNullOrEmpty(password))
            {
                await context.Error.WriteLineAsync("No password was given, or the two differ. Nothing was changed.");
                return ExitCodes.BadSettings;
            }

            using RunningInstance instance = new(context.DataDirectory);
            if (!await online(instance, password))
            {
                Outcome outcome = Outcome.Done;
                await context.Composition.AccountsOffline(context.Settings, async accounts => outcome = await offline(accounts, password));
                if (!outcome.IsDone)
                {
                    await context.Error.WriteLineAsync($"Nothing was changed. {outcome.Text}");
                    return outcome.Kind is OutcomeKind.NotStored ? ExitCodes.Unexpected : ExitCodes.BadSettings;
                }
            }
        }
        catch (CommandException refused)
        {
            await context.Error.WriteLineAsync(refused.Message);
            return ExitCodes.BadSettings;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync(problem.Message);
            return ExitCodes.BadSettings;
        }

        await context.Output.WriteLineAsync(done);
        return ExitCodes.Done;
    }
}

/// <summary>Of <c>/api/v1/users</c>.</summary>
internal sealed record UserBody(string UserName, string Role, string Password);

/// <summary>Of <c>/api/v1/users/{id}/password</c>.</summary>
internal sealed record NewPasswordBody(string NewPassword);

/// <summary>Of <c>/api/v1/users</c> what the command shows.</summary>
internal sealed record UserLines(IReadOnlyList<UserLine> Items);

internal sealed record UserLine(string UserName, string Role, bool TwoFactor, DateTimeOffset? LastSeenAt);
