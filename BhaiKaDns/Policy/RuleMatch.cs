namespace BhaiKaDns.Policy;

/// <summary>What a set of rules says of a name.</summary>
/// <param name="ListId">The list that decided; 0 if the set does not name it.</param>
internal readonly record struct RuleMatch(ushort ListId, bool IsAllow)
{
    public bool IsListed => ListId != 0;
}
