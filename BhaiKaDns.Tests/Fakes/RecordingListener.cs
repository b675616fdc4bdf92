using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Fakes;

/// <summary>Keeps all events it is told, and may fail at some of them.</summary>
internal sealed class RecordingListener : IQueryEventListener
{
    public List<(QueryEvent Event, string Name)> Events { get; } = [];

    /// <summary>What was found with each of <see cref="Events"/>.</summary>
    public List<string?> Found { get; } = [];

    public int Batches { get; private set; }

    /// <summary>Events with this NameHash make the listener throw.</summary>
    public ulong? FailsAt { get; init; }

    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (query.NameHash == FailsAt)
        {
            throw new InvalidOperationException("The test asked for it.");
        }

        Events.Add((query, DomainNameText.ToText(name)));
        Found.Add(FoundText.Of(query.Reason, found));
    }

    public void EndBatch() => Batches++;
}
