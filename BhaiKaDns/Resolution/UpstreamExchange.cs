using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>One message to one upstream, and the wait for its reply. Belongs to one question; never used again.</summary>
internal sealed class UpstreamExchange(PendingResolution owner, Upstream upstream, byte[] request)
{
    public Upstream Upstream => upstream;

    /// <summary>The message as sent. A transport whose channel needs unique IDs may change the ID before it sends.</summary>
    public byte[] Request => request;

    public bool OverTcp { get; init; }

    public bool HasEdns { get; init; }

    public bool HasMixedCase { get; init; }

    /// <summary>The upstream could not read this question with EDNS; a better answer now proves why.</summary>
    public bool IsRetryWithoutEdns { get; init; }

    public long StartedTimestamp { get; init; }

    /// <summary>When patience with it ends. Guarded by the question's lock, as is <see cref="State"/>.</summary>
    public long DeadlineMs { get; set; }

    public UpstreamExchangeState State { get; set; }

    /// <summary>What spoke against it without being believed; the reason given when nothing else comes.</summary>
    public UpstreamError DoubtedFor { get; set; }

    /// <summary>A mark of the transport's own: which socket.</summary>
    public int Slot { get; set; }

    /// <summary>A mark of the transport's own: which connection or socket.</summary>
    public object? Channel { get; set; }

    /// <summary>The connection it was sent on ended before its answer, and it was sent again.</summary>
    public bool WasResent { get; set; }

    public ReplyVerdict Check(ReadOnlySpan<byte> reply, out ResponseCode code, out int length) =>
        ReplyCheck.Check(request, reply, HasMixedCase, out code, out length);

    /// <summary>The end: a reply whose ID and question are right. The octets may be reused after the call.</summary>
    public void Receive(ReplyVerdict verdict, ReadOnlySpan<byte> reply, ResponseCode code) => owner.Receive(this, verdict, reply, code);

    /// <summary>The end: the channel broke.</summary>
    public void Fail(UpstreamError error) => owner.Fail(this, error);

    /// <summary>Not the end: something that may be forged speaks against this exchange. It is listened for on.</summary>
    public void Doubt(UpstreamError error) => owner.Doubt(this, error);

    /// <summary>Not the end: something came that is not for this exchange.</summary>
    public void Ignore() => owner.Ignore(this);

    /// <summary>Not the end: all is right but the spelling of the name.</summary>
    public void DoubtSpelling()
    {
        owner.RecordOtherCase(this);
        owner.Doubt(this, UpstreamError.Mismatch);
    }
}

internal enum UpstreamExchangeState : byte
{
    Waiting = 0,

    /// <summary>Answered by another exchange, or replaced by one over TCP or without EDNS.</summary>
    Over,

    /// <summary>Nothing came or nothing could be sent: worth another try.</summary>
    Failed,

    /// <summary>The upstream said that it cannot answer: asking it again is in vain.</summary>
    Declined,
}
