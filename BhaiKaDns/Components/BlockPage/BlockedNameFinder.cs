using BhaiKaDns.Components.Parts;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>
/// Says whether a name is blocked for a client, and why. Finding the line reads lists, so that is done for one request at a time and a few
/// times a second; whoever comes meanwhile is told the reason alone.
/// </summary>
internal sealed class BlockedNameFinder(PolicyStore policy, Explain explain, ListNames lists, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _lastStarted;

    /// <summary>Null if it is no domain name or is not blocked.</summary>
    public async Task<BlockedName?> FindAsync(string host, ClientAddress client, CancellationToken cancellationToken)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(host.ToLowerInvariant(), wire, out int length) || length < 2)
        {
            return null;
        }

        string name = DomainNameText.ToText(wire.AsSpan(0, length)).TrimEnd('.');
        PolicySnapshot snapshot = policy.Current;
        string? device = snapshot.Clients.DeviceOf(client);
        Verdict verdict = snapshot.Judge(wire.AsSpan(0, length), RecordType.A, snapshot.ClassOf(client));
        Explanation? explanation = await TryExplainAsync(name, client, cancellationToken);
        if (explanation is { Decision: Decision.Blocked })
        {
            Evidence? first = explanation.Evidence.FirstOrDefault(evidence => evidence.Note is null && evidence.Kind == explanation.Reason.Id());
            return new BlockedName(name, client, device, explanation.Reason, first?.List ?? "", first?.List is null ? "" : first.Text);
        }

        return verdict.IsBlocked ? new BlockedName(name, client, device, verdict.Reason, lists(verdict.ListId), "") : null;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Explanation?> TryExplainAsync(string name, ClientAddress client, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        try
        {
            if (_lastStarted != 0 && time.GetElapsedTime(_lastStarted) < BetweenTwo)
            {
                return null;
            }

            _lastStarted = time.GetTimestamp();
            return await explain(new ExplainRequest(name, RecordType.A, client), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
