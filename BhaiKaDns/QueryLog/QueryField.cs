namespace BhaiKaDns.QueryLog;

/// <summary>What a term of a search speaks of.</summary>
internal enum QueryField : byte
{
    /// <summary>A free word: it stands anywhere in the name.</summary>
    Word = 0,
    Name = 1,
    Client = 2,

    /// <summary>A device by its name, or all devices of a group: who that is, is known above this folder.</summary>
    Device = 3,
    Group = 4,
    Decision = 5,
    Type = 6,
    Reason = 7,
    Rcode = 8,
    Source = 9,
    Protocol = 10,
    Took = 11,
    List = 12,
    Upstream = 13,
}
