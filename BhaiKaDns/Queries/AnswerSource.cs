namespace BhaiKaDns.Queries;

/// <summary>Where the octets of an answer came from; the <c>source</c> label of the duration metric.</summary>
internal enum AnswerSource : byte
{
    None = 0,
    Cache = 1,
    Upstream = 2,
    Local = 3,
    Blocked = 4,
    Stale = 5,
}
