using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Policy;

/// <summary>Puts the parts together to what is decided for each class of devices.</summary>
internal static class PolicyComposer
{
    public static PolicySnapshot Compose(uint generation, PolicyParts parts)
    {
        PolicyClass everybody = new()
        {
            Mode = parts.Mode,
            Personal = parts.Personal.ViewOf(_ => true),
            Rules = parts.Rules.ViewOf(_ => true),
            Lists = parts.Lists.ViewOf(_ => true),
        };
        return new PolicySnapshot(generation, [everybody], ClientTable.Empty);
    }
}
