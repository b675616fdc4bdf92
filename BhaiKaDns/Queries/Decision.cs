namespace BhaiKaDns.Queries;

/// <summary>What was done with a query. The ids (<see cref="VerdictNames"/>) are part of the contract.</summary>
internal enum Decision : byte
{
    None = 0,
    Allowed = 1,
    Blocked = 2,
    Rewritten = 3,
    Local = 4,
    Refused = 5,
    Failed = 6,
}
