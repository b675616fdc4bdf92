using BhaiKaDns.Collections;

namespace BhaiKaDns.Policy;

/// <summary>Rules in the form in which they are asked: immutable, without lock and without allocation.</summary>
internal sealed class CompiledRules
{
    private readonly NameSet _names;
    private readonly TagOutcome[] _outcomes;
    private readonly bool _isExactOnly;
    private readonly bool _hasAllow;

    public CompiledRules(NameSet names, TagSets tags)
    {
        _names = names;
        _outcomes = new TagOutcome[tags.Count];
        _isExactOnly = true;
        for (int tag = 1; tag < tags.Count; tag++)
        {
            TagOutcome outcome = TagOutcome.Of(tags.Members(tag));
            _outcomes[tag] = outcome;
            _isExactOnly &= outcome is { AllowAbove: 0, BlockAbove: 0 };
            _hasAllow |= outcome is not { AllowAbove: 0, AllowAt: 0 };
        }
    }

    public static CompiledRules Empty { get; } = new(NameSet.Empty, new TagSets());

    /// <summary>Distinct names.</summary>
    public int Count => _names.Count;

    /// <summary>Octets of native memory held.</summary>
    public long MemoryLength => _names.MemoryLength;

    /// <summary>
    /// The name nearest to the asked one decides, but any allowing rule beats every blocking one, however near.
    /// </summary>
    /// <param name="hashes">Of <see cref="SuffixHashes.Compute"/>: the last one stands for the whole name.</param>
    public RuleMatch Find(ReadOnlySpan<ulong> hashes)
    {
        int whole = hashes.Length - 1;
        int nearest = Math.Min(whole, _names.MaxLabels - 1);
        int farthest = Math.Max(_isExactOnly ? whole : 0, _names.MinLabels - 1);

        // The lines of one name lie anywhere in memory: fetched together they cost the time of one.
        for (int index = nearest; index >= farthest; index--)
        {
            _names.Prefetch(hashes[index]);
        }

        ushort blocking = 0;
        for (int index = nearest; index >= farthest; index--)
        {
            int tag = _names.Find(hashes[index]);
            if (tag == 0)
            {
                continue;
            }

            ref readonly TagOutcome outcome = ref _outcomes[tag];
            ushort allow = index == whole ? outcome.AllowAt : outcome.AllowAbove;
            if (allow != 0)
            {
                return new RuleMatch(allow, IsAllow: true);
            }

            if (blocking == 0)
            {
                blocking = index == whole ? outcome.BlockAt : outcome.BlockAbove;
                if (blocking != 0 && !_hasAllow)
                {
                    break;
                }
            }
        }

        return new RuleMatch(blocking, IsAllow: false);
    }

    /// <summary>Gives the memory back; see <see cref="NameSet.Retire"/>.</summary>
    public void Retire()
    {
        if (!ReferenceEquals(this, Empty))
        {
            _names.Retire();
        }
    }
}
