namespace BhaiKaDns.Queries;

/// <summary>What was decided about one question and by what.</summary>
/// <param name="ListId">Stable number of the list that decided, 0 if none did; names are found in the list catalogue.</param>
/// <param name="Form">What the client gets if the decision is not to allow.</param>
internal readonly record struct Verdict(Decision Decision, Reason Reason, ushort ListId = 0, AnswerForm Form = AnswerForm.ByPolicy)
{
    public static readonly Verdict Allowed = new(Decision.Allowed, Reason.None);

    /// <summary>What a client is told about it: nothing where it got the answer as it is.</summary>
    public Reason Told => Decision is Decision.Allowed ? Reason.None : Reason;

    /// <summary>
    /// What it means for a query of this transport: where an answer is given over connections only, such a query is allowed, and one
    /// over UDP is rewritten to an empty one with TC.
    /// </summary>
    public Verdict For(TransportProtocol protocol) =>
        Form is not AnswerForm.TcpOnly ? this
        : protocol is TransportProtocol.Udp ? this with { Decision = Decision.Rewritten }
        : Allowed;

    public bool IsBlocked => Decision is Decision.Blocked;

    /// <summary>The answer is ours, not an upstream's: it cannot be judged again from what is stored.</summary>
    public bool IsOwnAnswer => Decision is Decision.Rewritten or Decision.Local;
}
