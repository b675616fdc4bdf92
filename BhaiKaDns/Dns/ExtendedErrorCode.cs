namespace BhaiKaDns.Dns;

/// <summary>INFO-CODE values of Extended DNS Errors (RFC 8914, section 4) that this server sends or reads.</summary>
internal enum ExtendedErrorCode : ushort
{
    Other = 0,
    StaleAnswer = 3,
    ForgedAnswer = 4,
    DnssecBogus = 6,
    CachedError = 13,
    NotReady = 14,
    Blocked = 15,
    Censored = 16,
    Filtered = 17,
    Prohibited = 18,
    StaleNxDomainAnswer = 19,
    NotSupported = 21,
    NoReachableAuthority = 22,
    NetworkError = 23,
}
