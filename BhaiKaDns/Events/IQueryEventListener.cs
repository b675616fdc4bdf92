namespace BhaiKaDns.Events;

/// <summary>
/// Is told every finished query by the one background thread that drains the rings. What it does takes CPU from answers, so it
/// must be brief, allocate nothing per event and never wait.
/// </summary>
internal interface IQueryEventListener
{
    /// <param name="name">QNAME in lower-case wire form; valid during the call only.</param>
    void Receive(in QueryEvent query, ReadOnlySpan<byte> name);

    /// <summary>So many events found no room in a ring and will never come.</summary>
    void Lost(long count)
    {
    }

    /// <summary>The rings are empty for now; a good moment to hand over what was gathered. Called at least every second.</summary>
    void EndBatch();
}
