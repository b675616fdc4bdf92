using BhaiKaDns.Dns;
using BhaiKaDns.Events;

namespace BhaiKaDns.Fakes;

/// <summary>Keeps all events it is told, and may fail at some of them.</summary>
internal sealed class RecordingListener : IQueryEventListener
{
    public List<(QueryEvent Event, string Name)> Events { get; } = [];

    public int Batches { get; private set; }

    /// <summary>Events with this NameHash make the listener throw.</summary>
    public ulong? FailsAt { get; init; }

    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name)
    {
        if (query.NameHash == FailsAt)
        {
            throw new InvalidOperationException("The test asked for it.");
        }

        Events.Add((query, DomainNameText.ToText(name)));
    }

    public void EndBatch() => Batches++;
}
