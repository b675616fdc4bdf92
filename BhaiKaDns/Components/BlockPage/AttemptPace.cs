using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>Lets each client try a password every few seconds; bounded, and shut to all when too many try at once. Safe from any thread.</summary>
internal sealed class AttemptPace(TimeProvider time)
{
    private const int Capacity = 256;

    private static readonly TimeSpan BetweenTwo = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<ClientAddress, DateTimeOffset> _last = [];

    public bool Admits(ClientAddress client)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (ClientAddress old in _last.Where(attempt => now - attempt.Value >= BetweenTwo || attempt.Value > now).Select(attempt => attempt.Key).ToArray())
            {
                _last.Remove(old);
            }

            return _last.Count < Capacity && _last.TryAdd(client, now);
        }
    }
}
