using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Caching;

/// <summary>What is stored beside an answer's octets; given when storing and found again at a hit.</summary>
internal struct CachedAnswer
{
    /// <summary>Under which policy <see cref="Verdict"/> was reached; with another in force it must be reached again.</summary>
    public uint Generation;
    public Verdict Verdict;

    /// <summary>What in the body led to <see cref="Verdict"/>, where that was not the name asked for.</summary>
    public FoundTarget Found;
    public ResponseCode ResponseCode;
    public ushort AnswerCount;
    public ushort AuthorityCount;

    /// <summary>1-based number of the upstream that gave it, 0 if none.</summary>
    public byte Upstream;

    /// <summary>The TTLs in the body are sent as they are: an answer of our own, not somebody's that grows old.</summary>
    public bool HasFixedTtl;

    /// <summary>The response named name servers, and their addresses perhaps, which do not all stand in the body: it cannot tell them again.</summary>
    public bool HadNameServers;
}
