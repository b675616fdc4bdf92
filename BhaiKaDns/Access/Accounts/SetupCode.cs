using System.Security.Cryptography;
using System.Text;

namespace BhaiKaDns.Access.Accounts;

/// <summary>
/// Proves that whoever makes the first account can read the terminal or the log of the machine. One code at a time; it ends by use, by
/// the end of the program, and after a few wrong tries, when another takes its place.
/// </summary>
internal sealed partial class SetupCode(UserAccounts accounts, ILogger<SetupCode> logger)
{
    // Without letters and digits that look alike.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 8;
    private const int MaxTries = 5;

    private readonly Lock _lock = new();
    private string? _code;
    private int _tries;

    /// <summary>Prints a code if there is no account; the one secret that the log is meant to hold.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if ((await accounts.AllAsync(cancellationToken)).Count == 0)
        {
            lock (_lock)
            {
                if (_code is null)
                {
                    Renew();
                }
            }
        }
    }

    /// <summary>Whether this is the code. It stays good until it is used up; wrong ones are counted.</summary>
    public bool IsRight(string code)
    {
        // People type dashes and small letters, or leave the dash out.
        string typed = code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        lock (_lock)
        {
            if (_code is { } known && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(known)))
            {
                return true;
            }

            if (_code is not null && ++_tries >= MaxTries)
            {
                Renew();
            }

            return false;
        }
    }

    /// <summary>The account is made: the code is good for nothing more.</summary>
    public void UseUp()
    {
        lock (_lock)
        {
            _code = null;
        }
    }

    private void Renew()
    {
        _code = RandomNumberGenerator.GetString(Letters, Length);
        _tries = 0;
        LogCode($"{_code[..(Length / 2)]}-{_code[(Length / 2)..]}");
    }

    [LoggerMessage(1603, LogLevel.Warning, "There is no account yet. Open the pages of this server and make the first one with the code {Code}; it is good once, until the program ends.")]
    private partial void LogCode(string code);
}
