using System.CommandLine;

namespace BhaiKaDns.Commands;

/// <summary><c>user add</c>, <c>user password</c>, <c>user list</c> on the command line.</summary>
internal static class UserCommands
{
    public static Command Of(CommandContext context)
    {
        Command user = new("user", "Manage who may sign in, with the server running or not.");
        user.Add(Add(context));
        user.Add(Password(context));
        Command list = new("list", "List the users.");
        list.SetAction((_, cancellation) => UserCommand.ListAsync(context, cancellation));
        user.Add(list);
        return user;
    }

    private static Command Add(CommandContext context)
    {
        Argument<string> name = new("NAME") { Description = "The user name." };
        Option<string> role = new("--role") { Description = "viewer, parent or admin.", Required = true };
        Option<string?> file = PasswordFile();
        Command add = new("add", "Add a user; the password is asked for unless a file is named.") { name, role, file };
        add.SetAction((parsed, cancellation) => UserCommand.AddAsync(
            context, parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetValue(file), cancellation));
        return add;
    }

    private static Command Password(CommandContext context)
    {
        Argument<string> name = new("NAME") { Description = "The user name." };
        Option<string?> file = PasswordFile();
        Command password = new("password", "Give a user a new password; whoever is signed in with the old one is signed out.") { name, file };
        password.SetAction((parsed, cancellation) => UserCommand.SetPasswordAsync(context, parsed.GetRequiredValue(name), parsed.GetValue(file), cancellation));
        return password;
    }

    private static Option<string?> PasswordFile() => new("--password-file") { Description = "A file whose first line is the password." };
}
