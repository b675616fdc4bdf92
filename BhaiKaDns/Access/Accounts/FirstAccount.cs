using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Access.Accounts;

/// <summary>The administrator that <c>Admin:InitialPasswordFile</c> makes where there is no account: its first line is the password of "admin".</summary>
internal sealed partial class FirstAccount(
    IOptions<AdminOptions> admin, IOptions<AccessOptions> options, PasswordHasher hasher, TimeProvider time, ILogger<FirstAccount> logger)
{
    public const string Name = "admin";

    private const int MaxFileOctets = 4096;

    /// <summary>Null where no file is named or it cannot be used; the log says why.</summary>
    public async Task<UserAccount?> FromFileAsync(CancellationToken cancellationToken)
    {
        string path = admin.Value.InitialPasswordFile;
        if (path.Length == 0)
        {
            return null;
        }

        try
        {
            string password = await ReadFirstLineAsync(path, cancellationToken);
            if (PasswordRules.ProblemOf(password, Name, options.Value.MinPasswordLength) is { } problem)
            {
                LogRefused(problem);
                return null;
            }

            DateTimeOffset now = time.GetUtcNow();
            UserAccount account = new() { Name = Name, Role = Role.Admin, PasswordHash = await hasher.HashAsync(password, cancellationToken), CreatedAt = now, PasswordChangedAt = now };
            LogMade();
            return account;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(problem.Message);
            return null;
        }
    }

    private static async Task<string> ReadFirstLineAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        byte[] buffer = new byte[MaxFileOctets];
        int length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length).TrimStart('\uFEFF').Split('\n')[0].TrimEnd('\r');
    }

    [LoggerMessage(1600, LogLevel.Information, "There was no account; the administrator was made with the password of Admin:InitialPasswordFile, which is needed no longer.")]
    private partial void LogMade();

    [LoggerMessage(1601, LogLevel.Error, "No account was made: the password in Admin:InitialPasswordFile {Problem}")]
    private partial void LogRefused(string problem);

    [LoggerMessage(1602, LogLevel.Error, "No account was made: Admin:InitialPasswordFile cannot be read: {Problem}")]
    private partial void LogUnreadable(string problem);
}
