using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Addresses that asked lately, with names that were learned for them. Bounded: the address that was silent longest gives way. For
/// people to read; rules know declared names alone. Safe from any thread.
/// </summary>
internal sealed class LearnedNames(TimeProvider time) : IQueryEventListener
{
    public const int Capacity = 1_024;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(6);

    private readonly Lock _gate = new();
    private readonly Dictionary<ClientAddress, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byLastSeen = [];
    private ClientAddress _last;

    /// <summary>Those who asked last stand first.</summary>
    public IReadOnlyList<LearnedName> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _byLastSeen.Select(entry => entry.ToLearned())];
            }
        }
    }

    /// <summary>The name learned for an address; null if there is none.</summary>
    public string? NameOf(ClientAddress address)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(address, out LinkedListNode<Entry>? node) ? node.Value.Name : null;
        }
    }

    /// <inheritdoc/>
    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        // Strangers are not our people, and with forged addresses they could push out those who are.
        if (query.Reason is Reason.NotAllowed || query.Client == default || query.Privacy is not PrivacyLevel.Full)
        {
            return;
        }

        lock (_gate)
        {
            if (query.Client == _last && _byLastSeen.First is { } same)
            {
                same.Value.LastSeenMs = query.UnixTimeMs;
                return;
            }

            Touch(query.Client, query.UnixTimeMs);
        }
    }

    /// <inheritdoc/>
    public void EndBatch()
    {
    }

    /// <summary>An address whose name is not known or was learned long ago; it will not be given again soon.</summary>
    public bool TryTakeUnknown(out ClientAddress address)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (Entry entry in _byLastSeen)
            {
                if (entry.AskedAt is not { } asked || now - asked >= AskAgainAfter || now < asked)
                {
                    entry.AskedAt = now;
                    address = entry.Address;
                    return true;
                }
            }
        }

        address = default;
        return false;
    }

    /// <summary>Remembers what was learned of an address that is still known.</summary>
    public void Learn(ClientAddress address, string name, NameSource source)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(address, out LinkedListNode<Entry>? node))
            {
                node.Value.Name = name;
                node.Value.Source = source;
            }
        }
    }

    /// <summary>Takes over what an earlier run learned.</summary>
    public void Restore(IEnumerable<LearnedName> known)
    {
        lock (_gate)
        {
            foreach (LearnedName learned in known.Take(Capacity).Reverse())
            {
                if (System.Net.IPAddress.TryParse(learned.Address, out System.Net.IPAddress? address))
                {
                    Entry entry = Touch(ClientAddress.From(address), learned.LastSeen.ToUnixTimeMilliseconds());
                    entry.Name = learned.Name;
                    entry.Source = learned.Source;
                }
            }
        }
    }

    private Entry Touch(ClientAddress address, long unixTimeMs)
    {
        _last = address;
        if (_entries.TryGetValue(address, out LinkedListNode<Entry>? node))
        {
            _byLastSeen.Remove(node);
            _byLastSeen.AddFirst(node);
        }
        else
        {
            if (_entries.Count >= Capacity && _byLastSeen.Last is { } oldest)
            {
                _entries.Remove(oldest.Value.Address);
                _byLastSeen.RemoveLast();
            }

            node = _byLastSeen.AddFirst(new Entry(address));
            _entries.Add(address, node);
        }

        node.Value.LastSeenMs = unixTimeMs;
        return node.Value;
    }

    private sealed class Entry(ClientAddress address)
    {
        public ClientAddress Address => address;

        public long LastSeenMs { get; set; }

        public string? Name { get; set; }

        public NameSource Source { get; set; }

        public DateTimeOffset? AskedAt { get; set; }

        public LearnedName ToLearned() => new(address.ToString(), Name, Source, DateTimeOffset.FromUnixTimeMilliseconds(LastSeenMs));
    }
}

/// <param name="Name">Null while nothing was learned.</param>
internal sealed record LearnedName(string Address, string? Name, NameSource Source, DateTimeOffset LastSeen);

/// <summary>Where a name was learned.</summary>
internal enum NameSource : byte
{
    None = 0,
    HostsFile = 1,
    Router = 2,
    Multicast = 3,
}
