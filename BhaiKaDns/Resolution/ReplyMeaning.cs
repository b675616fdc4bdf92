using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>What follows from a reply that was believed.</summary>
internal enum ReplyMeaning : byte
{
    Answer = 0,

    /// <summary>It did not fit into a datagram.</summary>
    AskOverTcp,

    /// <summary>The upstream cannot read EDNS (RFC 6891, section 7), or says so.</summary>
    AskWithoutEdns,

    /// <summary>The upstream cannot answer this question; another may.</summary>
    Declined,

    /// <summary>The upstream does not want us.</summary>
    Refused,
    Malformed,
}

internal static class ReplyMeanings
{
    public static ReplyMeaning Of(ReplyVerdict verdict, ResponseCode code, bool overTcp, bool hasEdns) => (verdict, code) switch
    {
        (ReplyVerdict.Malformed, _) => ReplyMeaning.Malformed,
        (ReplyVerdict.Truncated, _) => overTcp ? ReplyMeaning.Malformed : ReplyMeaning.AskOverTcp,
        (_, ResponseCode.NoError or ResponseCode.NameError) => ReplyMeaning.Answer,
        (_, ResponseCode.Refused) => ReplyMeaning.Refused,
        (_, ResponseCode.FormatError or ResponseCode.NotImplemented or ResponseCode.BadVersion) when hasEdns => ReplyMeaning.AskWithoutEdns,
        _ => ReplyMeaning.Declined,
    };
}
