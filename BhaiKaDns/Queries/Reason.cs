namespace BhaiKaDns.Queries;

/// <summary>
/// Why a decision was taken. Numbers are stored in the query log and ids (<see cref="VerdictNames"/>) are shown outside: neither
/// is ever renamed or reused.
/// </summary>
internal enum Reason : byte
{
    None = 0,
    BlockList = 1,
    UserRule = 2,
    Service = 3,
    Schedule = 4,
    SafeSearch = 5,
    ThreatFeed = 6,
    ThreatModel = 7,
    Tunnel = 8,
    Beacon = 9,
    LookAlike = 10,
    NewDomain = 11,
    Rebinding = 12,
    Cname = 13,
    AnswerAddress = 14,
    RateLimit = 15,
    NotAllowed = 16,
    DnssecBogus = 17,
    AllowList = 18,
    SpecialName = 19,
    Malformed = 20,
    NotImplemented = 21,
    EdnsVersion = 22,
    AnyQuery = 23,
    ZoneTransfer = 24,
    ChaosClass = 25,
    UpstreamFailed = 26,
    Overloaded = 27,
    FilteringUnavailable = 28,
    LocalRecord = 29,
    Paused = 30,
    StaleAnswer = 31,
    FirefoxCanary = 32,
    PrivateRelay = 33,
    Suffix = 34,
}
