using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Policy;

/// <summary>
/// The policy in force beside what it would be if other things were kept in the database: two snapshots from the same parts, to be compared
/// question by question. Nothing of it is put in force. Used by one thread at a time.
/// </summary>
internal sealed class SupposedPolicy : IDisposable
{
    private readonly CompiledRules _personal;

    private SupposedPolicy(PolicyParts parts, PolicySnapshot now, PolicySnapshot supposed, CompiledRules personal)
    {
        Parts = parts;
        Now = now;
        Supposed = supposed;
        _personal = personal;
    }

    /// <summary>What both were made from; when the store has others, the memory of these is given back soon.</summary>
    public PolicyParts Parts { get; }

    public PolicySnapshot Now { get; }

    public PolicySnapshot Supposed { get; }

    /// <param name="change">Of what is kept.</param>
    public static SupposedPolicy Of(PolicyStore store, PolicyOptions declared, Func<StoredPolicy, StoredPolicy> change, TimeProvider time)
    {
        PolicyParts parts = store.Parts;
        PolicyComposer composer = new();
        PolicyParts changed = parts.WithModel(new PolicyModel(declared, change(parts.Model.Stored)), time).WithConditions();
        return new SupposedPolicy(parts, composer.Compose(1, parts), composer.Compose(2, changed), changed.Personal);
    }

    public void Dispose() => _personal.Retire();
}
