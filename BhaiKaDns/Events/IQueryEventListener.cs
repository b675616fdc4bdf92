namespace BhaiKaDns.Events;

/// <summary>
/// Is told every finished query by the one background thread that drains the rings. What it does takes CPU from answers, so it
/// must be brief, allocate nothing per event and never wait.
/// </summary>
internal interface IQueryEventListener
{
    /// <param name="name">QNAME in lower-case wire form; valid during the call only.</param>
    /// <param name="found">
    /// What the verdict was reached for, where that was not the QNAME: an address (4 or 16 octets) with the reasons
    /// <see cref="Queries.Reason.AnswerAddress"/> and <see cref="Queries.Reason.Rebinding"/>, else a name in wire form; mostly empty.
    /// </param>
    void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default);

    /// <summary>So many events found no room in a ring and will never come.</summary>
    void Lost(long count)
    {
    }

    /// <summary>The rings are empty for now; a good moment to hand over what was gathered. Called at least every second.</summary>
    void EndBatch();
}
