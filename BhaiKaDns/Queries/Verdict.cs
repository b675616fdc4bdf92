namespace BhaiKaDns.Queries;

/// <summary>What was decided about one question and by what.</summary>
/// <param name="ListId">Stable number of the list that decided, 0 if none did; names are found in the list catalogue.</param>
internal readonly record struct Verdict(Decision Decision, Reason Reason, ushort ListId = 0)
{
    public static readonly Verdict Allowed = new(Decision.Allowed, Reason.None);

    public bool IsBlocked => Decision is Decision.Blocked;
}
