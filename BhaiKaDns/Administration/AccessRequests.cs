using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Storage;

namespace BhaiKaDns.Administration;

/// <summary>
/// What people asked for on the block page and nobody has answered yet. Bounded in all and for each client, forgotten after a day, kept over
/// a restart where the database takes it. Safe from any thread.
/// </summary>
internal sealed class AccessRequests(PolicyAdministration administration, AuditTrail trail, StateStore store, TimeProvider time) : IDisposable
{
    public const int Capacity = 100;
    public const int CapacityOfClient = 5;

    private const string Key = "access-requests";
    private const string AuditActor = "block page";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private List<AccessRequest>? _open;

    // By client, so that who asks and is refused at once cannot fill the trail by asking again.
    private readonly Dictionary<string, DateTimeOffset> _lastAsked = [];

    /// <summary>Open requests, the latest first.</summary>
    public async Task<IReadOnlyList<AccessRequest>> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return [.. (await OpenAsync()).OrderByDescending(request => request.AskedAt)];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps a request; anybody on the network may ask.</summary>
    public async Task<AskOutcome> AskAsync(string name, string client, string? device, string reason, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            List<AccessRequest> open = await OpenAsync();
            DateTimeOffset now = time.GetUtcNow();
            if (open.Exists(request => request.Client == client && PolicyModel.Same(request.Name, name)))
            {
                return AskOutcome.AskedAlready;
            }

            if (open.Count >= Capacity || open.Count(request => request.Client == client) >= CapacityOfClient || IsTooSoon(client, now))
            {
                return AskOutcome.TooMany;
            }

            _open = [.. open, new AccessRequest(Guid.CreateVersion7(now).ToString("N"), name, client, device, reason, now)];
            await KeepAsync();
            await trail.AppendAsync(new AuditDraft(AuditActor, client, "access.ask", name));
            return AskOutcome.Kept;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets the one who asked through.</summary>
    /// <param name="length">Null for good.</param>
    public async Task<Outcome> GrantAsync(Actor actor, string id, TimeSpan? length, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken)).FirstOrDefault(request => request.Id == id) is not { } asked)
        {
            return Gone();
        }

        Outcome outcome = await administration.DecideAsync(actor, asked.Name, isAllowed: true, asked.Device ?? asked.Client, length, cancellationToken);
        if (outcome.IsDone)
        {
            await ForgetAsync(id);
        }

        return outcome;
    }

    /// <summary>Says no; nothing changes but the list.</summary>
    public async Task<Outcome> DismissAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Act))
        {
            return Outcome.Forbidden;
        }

        if ((await ReadAsync(cancellationToken)).FirstOrDefault(request => request.Id == id) is not { } asked)
        {
            return Gone();
        }

        await ForgetAsync(id);
        await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, "access.dismiss", asked.Name));
        return Outcome.Done;
    }

    public void Dispose() => _turn.Dispose();

    private static Outcome Gone() => Outcome.Refused(OutcomeKind.NotFound, "", "somebody has answered this request already.");

    private bool IsTooSoon(string client, DateTimeOffset now)
    {
        foreach (string old in _lastAsked.Where(asked => now - asked.Value >= BetweenTwo).Select(asked => asked.Key).ToArray())
        {
            _lastAsked.Remove(old);
        }

        return _lastAsked.Count >= Capacity || !_lastAsked.TryAdd(client, now);
    }

    private async Task<List<AccessRequest>> OpenAsync()
    {
        if (_open is null)
        {
            try
            {
                _open = await store.ReadAsync<List<AccessRequest>>(Key) ?? [];
            }
            catch (IOException)
            {
                _open = [];
            }
        }

        DateTimeOffset now = time.GetUtcNow();
        _open.RemoveAll(request => now - request.AskedAt >= KeptFor);
        return _open;
    }

    private async Task ForgetAsync(string id)
    {
        await _turn.WaitAsync();
        try
        {
            (await OpenAsync()).RemoveAll(request => request.Id == id);
            await KeepAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            await store.WriteAsync(Key, _open!);
        }
        catch (IOException)
        {
            // A request that does not outlive a restart can be asked again; health tells of the database.
        }
    }
}
