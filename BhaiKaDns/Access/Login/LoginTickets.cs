namespace BhaiKaDns.Access.Login;

/// <summary>Those whose password was right and whose code is awaited. Bounded; safe from any thread.</summary>
internal sealed class LoginTickets(TimeProvider time)
{
    private const int MaxTickets = 256;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string UserName, DateTimeOffset End)> _tickets = [];

    public string Issue(string userName)
    {
        string ticket = Secret.Create();
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (string ended in _tickets.Where(pair => pair.Value.End <= now).Select(pair => pair.Key).ToArray())
            {
                _tickets.Remove(ended);
            }

            if (_tickets.Count >= MaxTickets)
            {
                _tickets.Remove(_tickets.MinBy(pair => pair.Value.End).Key);
            }

            _tickets[ticket] = (userName, now + Lifetime);
        }

        return ticket;
    }

    /// <summary>Whose ticket it is; null for none that is good.</summary>
    public string? Find(string ticket)
    {
        lock (_lock)
        {
            return _tickets.TryGetValue(ticket, out (string UserName, DateTimeOffset End) known) && known.End > time.GetUtcNow() ? known.UserName : null;
        }
    }

    public void Use(string ticket)
    {
        lock (_lock)
        {
            _tickets.Remove(ticket);
        }
    }
}
