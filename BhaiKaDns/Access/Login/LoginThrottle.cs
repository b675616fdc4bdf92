using System.Net;

namespace BhaiKaDns.Access.Login;

/// <summary>
/// Makes guessing slow: after a few wrong tries each further one must wait, twice as long every time, counted for the account and for
/// the address. A try counts as wrong from its beginning until it is known to be right, so that many at once gain nothing. Bounded; safe
/// from any thread.
/// </summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const int MaxEntries = 4096;
    private const int FreeTriesOfAccount = 3;
    private const int FreeTriesOfAddress = 8;

    // Anybody can make tries against somebody else's account: its delay must stay bearable.
    private static readonly TimeSpan LongestOfAccount = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOfAddress = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tries> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Tries> _addresses = [];

    /// <summary>Begins a try, unless it must wait.</summary>
    public bool TryBegin(string account, string address, out TimeSpan wait)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan ofAccount = WaitOf(_accounts, account, now);
            TimeSpan ofAddress = WaitOf(_addresses, Network(address), now);
            wait = ofAccount > ofAddress ? ofAccount : ofAddress;
            if (wait > TimeSpan.Zero)
            {
                return false;
            }

            Count(_accounts, account, FreeTriesOfAccount, LongestOfAccount, now);
            Count(_addresses, Network(address), FreeTriesOfAddress, LongestOfAddress, now);
            return true;
        }
    }

    /// <summary>The try was right: the account's wrong ones are forgotten; the address keeps those it made against others.</summary>
    public void Succeeded(string account, string address)
    {
        lock (_lock)
        {
            _accounts.Remove(account);
            Forgive(_addresses, Network(address));
        }
    }

    /// <summary>The try was not wrong but is not complete either: it does not count, nothing is forgotten.</summary>
    public void Undecided(string account, string address)
    {
        lock (_lock)
        {
            Forgive(_accounts, account);
            Forgive(_addresses, Network(address));
        }
    }

    private static TimeSpan WaitOf(Dictionary<string, Tries> table, string key, DateTimeOffset now) =>
        table.TryGetValue(key, out Tries tries) && tries.HeldUntil > now ? tries.HeldUntil - now : TimeSpan.Zero;

    private static void Forgive(Dictionary<string, Tries> table, string key)
    {
        if (table.TryGetValue(key, out Tries tries))
        {
            table[key] = tries with { Wrong = Math.Max(0, tries.Wrong - 1), HeldUntil = DateTimeOffset.MinValue };
        }
    }

    private static void Count(Dictionary<string, Tries> table, string key, int free, TimeSpan longest, DateTimeOffset now)
    {
        if (!table.ContainsKey(key) && table.Count >= MaxEntries)
        {
            table.Remove(table.MinBy(pair => pair.Value.Last).Key);
        }

        int wrong = table.TryGetValue(key, out Tries tries) && now - tries.Last < ForgottenAfter ? tries.Wrong + 1 : 1;
        int doublings = Math.Min(wrong - free, 16);
        double seconds = doublings < 0 ? 0 : Math.Min(longest.TotalSeconds, 1 << doublings);
        table[key] = new Tries(wrong, now + TimeSpan.FromSeconds(seconds), now);
    }

    // A home has a whole /64 of IPv6 addresses: one client can use any of them.
    private static string Network(string address) =>
        IPAddress.TryParse(address, out IPAddress? parsed) && parsed is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, 8))
            : address;

    private readonly record struct Tries(int Wrong, DateTimeOffset HeldUntil, DateTimeOffset Last);
}
